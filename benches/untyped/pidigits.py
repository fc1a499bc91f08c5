def pi_digits(n):
    q = 1
    r = 0
    t = 1
    k = 1
    m = 3
    x = 3
    out = []
    while len(out) < n:
        if 4 * q + r - t < m * t:
            out.append(str(m))
            nr = 10 * (r - m * t)
            m = ((10 * (3 * q + r)) // t) - 10 * m
            q *= 10
            r = nr
        else:
            nr2 = (2 * q + r) * x
            nn = (q * (7 * k) + 2 + (r * x)) // (t * x)
            q *= k
            t *= x
            x += 2
            k += 1
            m = nn
            r = nr2
    return "".join(out)


def main():
    s = pi_digits(5500)
    print(s[:20], s[-10:])
    h = 0
    for ch in s:
        h = (h * 10 + ord(ch) - 48) % 1000000007
    print(h)


if __name__ == "__main__":
    main()
