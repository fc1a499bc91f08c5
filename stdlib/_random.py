"""The generator under `random`, which CPython writes in C: the Mersenne Twister MT19937.

Source: M. Matsumoto and T. Nishimura, "Mersenne Twister", ACM TOMACS 8 (1998), with their
initialisation by an array of 2002. A traceback shows no frame of this file.
"""

from _taipan import twist

_SIZE = 624
_MASK = 0xFFFFFFFF
_UPPER = 0x80000000


class Random:
    """Random numbers from a seed: the core of `random.Random`."""

    __module__ = "_random"

    def __new__(cls, *args, **kwargs):
        self = super().__new__(cls)
        self._state = [0] * _SIZE
        # What the state yields, where it is known.
        self._words = None
        self._place = _SIZE
        return self

    def __init__(self, seed=None, /):
        self.seed(seed)

    def seed(self, n=None, /):
        """Set the state from an int, from the hash of anything else, or from the system for None."""
        if n is None:
            n = _system_seed()
        elif isinstance(n, int):
            n = abs(n)
        else:
            n = hash(n) & 0xFFFFFFFFFFFFFFFF
        key = []
        while n:
            key.append(n & _MASK)
            n >>= 32
        self._seed_with_array(key or [0])

    def _seed_with_array(self, key: list[int]) -> None:
        state: list[int] = [0] * _SIZE
        word: int = 19650218
        state[0] = word
        i = 1
        while i < _SIZE:
            word = (1812433253 * (word ^ (word >> 30)) + i) & _MASK
            state[i] = word
            i += 1
        i = 1
        j = 0
        count = len(key)
        for _ in range(_SIZE if count < _SIZE else count):
            word = state[i - 1]
            state[i] = ((state[i] ^ ((word ^ (word >> 30)) * 1664525)) + key[j] + j) & _MASK
            i += 1
            j += 1
            if i >= _SIZE:
                state[0] = state[_SIZE - 1]
                i = 1
            if j >= count:
                j = 0
        for _ in range(_SIZE - 1):
            word = state[i - 1]
            state[i] = ((state[i] ^ ((word ^ (word >> 30)) * 1566083941)) - i) & _MASK
            i += 1
            if i >= _SIZE:
                state[0] = state[_SIZE - 1]
                i = 1
        state[0] = _UPPER
        self._state = state
        self._words = None
        self._place = _SIZE

    def _next_word(self) -> int:
        """The next 32 random bits."""
        place: int = self._place
        if place >= _SIZE or self._words is None:
            place = self._renew(place)
        self._place = place + 1
        return self._words[place]

    def _renew(self, place: int) -> int:
        """Make words for the place, which is returned; those after the last are of the next state."""
        if place >= _SIZE:
            self._state, self._words = twist(self._state)
            return 0
        # A state that was set: its words without a further turn.
        words = []
        for word in self._state:
            word ^= word >> 11
            word ^= (word << 7) & 0x9D2C5680
            word ^= (word << 15) & 0xEFC60000
            words.append(word ^ (word >> 18))
        self._words = words
        return place

    def random(self) -> float:
        """random() -> x in the interval [0, 1)."""
        place: int = self._place
        words = self._words
        if words is None or place + 1 >= _SIZE:
            high = self._next_word() >> 5
            low = self._next_word() >> 6
        else:
            self._place = place + 2
            high = words[place] >> 5
            low = words[place + 1] >> 6
        return (high * 67108864.0 + low) * (1.0 / 9007199254740992.0)

    def getrandbits(self, k, /) -> int:
        """getrandbits(k) -> x.  Generates an int with k random bits."""
        if not isinstance(k, int):
            if not hasattr(k, "__index__"):
                raise TypeError(f"'{type(k).__name__}' object cannot be interpreted as an integer")
            k = k.__index__()
        if k < 0:
            raise ValueError("Cannot convert negative int")
        if k <= 32:
            return self._next_word() >> (32 - k) if k else 0
        if k >= 1 << 64:
            raise OverflowError("Python int too large for C uint64_t")
        if k >= 1 << 56:
            raise MemoryError
        # Little pieces put together at the end: adding each to a growing int would copy that int each time.
        pieces = []
        while k > 64:
            low = self._next_word()
            pieces.append((self._next_word() << 32 | low).to_bytes(8, "little"))
            k -= 64
        while k > 0:
            word = self._next_word()
            pieces.append((word if k >= 32 else word >> 32 - k).to_bytes(4, "little"))
            k -= 32
        return int.from_bytes(b"".join(pieces), "little")

    def getstate(self):
        """getstate() -> tuple containing the current state."""
        return (*self._state, self._place)

    def setstate(self, state, /):
        """setstate(state) -> None.  Restores generator state."""
        if not isinstance(state, tuple):
            raise TypeError("state vector must be a tuple")
        if len(state) != _SIZE + 1:
            raise ValueError("state vector is the wrong size")
        words = []
        for word in state[:_SIZE]:
            if not isinstance(word, int):
                raise TypeError("an integer is required")
            words.append(word & _MASK)
        place = state[_SIZE]
        if not 0 <= place <= _SIZE:
            raise ValueError("invalid state")
        self._state = words
        self._words = None
        self._place = place


def _system_seed() -> int:
    from posix import urandom

    return int.from_bytes(urandom(_SIZE * 4), "little")
