def f(first_argument, second_argument, third_argument, fourth_argument, fifth_argument):
	if first_argument:
		return first_argument + second_argument + third_argument + fourth_argument + fifth_argument["some key"]
	return None


f(1, 2, 3, 4, {})
