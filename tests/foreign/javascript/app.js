// The suite's plugin in JavaScript: what it does, it does as the one in Rust.

import ask from 'ask';
import { Coin } from 'conformance:suite/purse@1.0.0';
import * as host from 'conformance:suite/echo@1.0.0';

let isThroughHost = false;
let total = 0n;

// A function whose type is a result returns the one side and throws the other.
function answerOf(value) {
  return value.tag === 'ok' ? value.val : raise(value.val);
}

function raise(value) {
  throw value;
}

function echoOf(name, own) {
  return (...values) => (isThroughHost ? host[name](...values) : own(...values));
}

const plain = [
  'Bool', 'S8', 'U8', 'S16', 'U16', 'S32', 'U32', 'S64', 'U64', 'F32', 'F64', 'Char', 'String', 'Bytes', 'Longs',
  'Floats', 'Bools', 'Chars', 'Strings', 'Lists', 'People', 'Tuple', 'Point', 'Person', 'Shape', 'Shapes', 'Colour',
  'Few', 'Several', 'Many', 'Track', 'Option', 'NestedOption',
];
const results = ['Result', 'Ok', 'Err', 'Bare'];

export const echo = {
  nothing: echoOf('nothing', () => undefined),
  echoAll: echoOf('echoAll', (...values) => values),
};
for (const name of plain) {
  echo[`echo${name}`] = echoOf(`echo${name}`, (value) => value);
}
for (const name of results) {
  echo[`echo${name}`] = echoOf(`echo${name}`, answerOf);
}

export const counter = {
  add: (amount) => (total += amount),
  reset: () => {
    total = 0n;
  },
};

export const behave = {
  fail: raise,
  panic: (message) => {
    throw new Error(message);
  },
  spin: () => {
    for (;;);
  },
};

export const probe = {
  print: (out, err) => {
    console.log(out);
    console.error(err);
  },
  environment: () => [],
};

export function answer(question) {
  return `${ask(question)}!`;
}

export function throughHost(on) {
  isThroughHost = on;
}

class Book {
  #title;

  constructor(title) {
    this.#title = title;
  }

  title() {
    return this.#title;
  }

  longer(than) {
    return this.#title.length > than.#title.length;
  }

  static bind(a, b) {
    return new Book(a.#title + b.#title);
  }
}

export const shelf = {
  Book,
  find: (titles) => titles.map((title) => ({ title, book: new Book(title) })),
  pass: (book) => book,
  worth: (coin) => coin.value(),
  change: (coin) => [new Coin(coin.value() - 1), coin],
};
