"""The suite's plugin in Python: what it does, it does as the one in Rust."""

import os
import sys

import wit_world
from shelf import Book
from componentize_py_types import Err, Ok
from wit_world import exports
from wit_world.exports.shelf import Found
from wit_world.imports import echo as host
from wit_world.imports.purse import Coin

through_host = False
total = 0


def answer_of(value):
    """A function whose type is a result returns the one side and raises the other."""
    if isinstance(value, Err):
        raise value
    return value.value if isinstance(value, Ok) else value


def echo(name):
    def method(self, *values):
        if through_host:
            return getattr(host, name)(*values)
        if not values:
            return None
        return answer_of(values[0]) if len(values) == 1 else values

    return method


names = [name for name in vars(exports.Echo) if name == "nothing" or name.startswith("echo_")]
Echo = type("Echo", (exports.Echo,), {name: echo(name) for name in names})


class Counter(exports.Counter):
    def add(self, amount):
        global total
        total += amount
        return total

    def reset(self):
        global total
        total = 0


class Behave(exports.Behave):
    def fail(self, how):
        raise Err(how)

    def panic(self, message):
        raise RuntimeError(message)

    def spin(self):
        while True:
            pass


class Probe(exports.Probe):
    def print(self, out, err):
        print(out)
        print(err, file=sys.stderr)

    def environment(self):
        return list(os.environ.items())


class Shelf(exports.Shelf):
    def find(self, titles):
        return [Found(title, Book(title)) for title in titles]

    def pass_(self, book):
        return book

    def worth(self, coin):
        return coin.value()

    def change(self, coin):
        return [Coin(coin.value() - 1), coin]


class WitWorld(wit_world.WitWorld):
    def answer(self, question):
        return wit_world.ask(question) + "!"

    def through_host(self, on):
        global through_host
        through_host = on
