"""The rules, one module each; a module's name is the fault, its docstring the page of the manual."""
