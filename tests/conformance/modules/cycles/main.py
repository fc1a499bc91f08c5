import a

print("main", a.value, a.b.value, a.use_b(), a.b.use_a())
import c

print(c.ORDER)
