__all__ = ["circle", "square", "unit"]
unit = "cm"
print("package")
