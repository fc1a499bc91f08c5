import state
from state import bump, items, Config

print(state.count, bump(), bump(), state.count, items is state.items)
items.append(1)
state.items.append(2)
print(items, state.total())
state.count = 100
print(bump())
Config.level = "high"
print(state.describe())
c = Config()
c.own = 5
print(state.describe(), vars(c))
state.callback = lambda x: x * 3
print(state.run(5))
del state.temporary
try:
    state.use_temporary()
except NameError as e:
    print(e)
state.new_name = "injected"
print(state.get_new())
