"""The floor: a Typer program that does nothing but start, read one argument and print it."""

import typer

app = typer.Typer()


@app.command()
def search(query: str) -> None:
    """Print the query."""
    print(query)


app()
