# `super()` in a method that has deleted its first parameter
class C:
    def m(self):
        del self
        try:
            super()
        except Exception as e:
            print(type(e).__name__)


C().m()
