"""SHA-512 (FIPS 180-4), for seeds that are strings."""

_MASK = 0xFFFFFFFFFFFFFFFF


def _primes(count):
    found = []
    number = 2
    while len(found) < count:
        if all([number % prime for prime in found]):
            found.append(number)
        number += 1
    return found


def _root_bits(number, degree):
    """The first 64 bits behind the point of a root of a prime."""
    wanted = number << (64 * degree)
    low, high = 0, 1 << 72
    while high - low > 1:
        middle = (low + high) // 2
        if middle ** degree <= wanted:
            low = middle
        else:
            high = middle
    return low & _MASK


def _rotate(word, count):
    return (word >> count | word << (64 - count)) & _MASK


def sha512_digest(data: bytes) -> bytes:
    """The 64 bytes of the hash."""
    primes = _primes(80)
    constants = [_root_bits(prime, 3) for prime in primes]
    state = [_root_bits(prime, 2) for prime in primes[:8]]
    size = len(data)
    data = data + b"\x80" + bytes((111 - size) % 128) + (size * 8).to_bytes(16, "big")
    for start in range(0, len(data), 128):
        words = [int.from_bytes(data[start + 8 * i:start + 8 * i + 8], "big") for i in range(16)]
        for i in range(16, 80):
            one = words[i - 15]
            two = words[i - 2]
            small = _rotate(one, 1) ^ _rotate(one, 8) ^ (one >> 7)
            large = _rotate(two, 19) ^ _rotate(two, 61) ^ (two >> 6)
            words.append((words[i - 16] + small + words[i - 7] + large) & _MASK)
        a, b, c, d, e, f, g, h = state
        for i in range(80):
            first = _rotate(e, 14) ^ _rotate(e, 18) ^ _rotate(e, 41)
            choice = (e & f) ^ (~e & _MASK & g)
            added = h + first + choice + constants[i] + words[i]
            second = _rotate(a, 28) ^ _rotate(a, 34) ^ _rotate(a, 39)
            majority = (a & b) ^ (a & c) ^ (b & c)
            h = g
            g = f
            f = e
            e = (d + added) & _MASK
            d = c
            c = b
            b = a
            a = (added + second + majority) & _MASK
        state = [(old + new) & _MASK for old, new in zip(state, (a, b, c, d, e, f, g, h))]
    return b"".join([word.to_bytes(8, "big") for word in state])
