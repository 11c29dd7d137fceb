"""The resources of the interface `shelf`: componentize-py looks for them in a module of its name."""

from wit_world.exports import shelf


class Book(shelf.Book):
    def __init__(self, title):
        self.name = title

    def title(self):
        return self.name

    def longer(self, than):
        return len(self.name) > len(than.name)

    @classmethod
    def bind(cls, a, b):
        return cls(a.name + b.name)
