// Command gob writes and reads values with Go's own encoding/gob, for the tests.
//
// `gob write` prints a line for each case: its name, and the stream in hexadecimal. `gob read` takes such lines, and
// prints for each whether the stream holds the case's values.
package main

import (
	"bufio"
	"bytes"
	"encoding/gob"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"reflect"
	"strings"
	"time"
)

type Scalars struct {
	Bool    bool
	Int     int
	Int8    int8
	Int64   int64
	Uint    uint
	Uint8   uint8
	Uint64  uint64
	Float32 float32
	Float64 float64
	Complex complex128
	String  string
	Bytes   []byte
	Rune    rune
}

type Inner struct{ X, Y int }

type Compound struct {
	Inner   Inner
	Pointer *Inner
	Absent  *Inner
	Slice   []Inner
	Strings []string
	Deep    [][]int
	Array   [3]uint16
	Octets  [4]byte
	Map     map[string]int
	Maps    map[int]map[string]bool
	Empty   []string
	UserID  string
}

type Embedding struct {
	Inner
	Name string
}

type Holder struct {
	Before string
	Held   any
	List   []any
	After  int
}

type Held struct {
	Name string
	More any
}

type Other struct{ Values []float64 }

type Tree struct {
	Value    int
	Children []Tree
	Next     *Tree
}

type Binary struct{ inner byte }

func (t Binary) MarshalBinary() ([]byte, error)  { return []byte{t.inner, 0xff}, nil }
func (t *Binary) UnmarshalBinary(b []byte) error { t.inner = b[0]; return nil }

type Opaques struct {
	When   time.Time
	Binary Binary
	Last   string
}

type Request struct {
	ServiceMethod string
	Seq           uint64
}

func some[T any](value T) *T { return &value }

// Each case is the values of one stream.
func cases() []struct {
	name   string
	values []any
} {
	return []struct {
		name   string
		values []any
	}{
		{"bools", []any{true, false}},
		{"ints", []any{0, 21, -129, int64(1) << 62, int64(-1) << 63, int8(-1)}},
		{"uints", []any{uint(0), uint8(127), uint16(128), uint64(1<<64 - 1)}},
		{"floats", []any{0.0, 17.0, -0.5, float32(1.25), 1e300}},
		{"complexes", []any{complex(1, -2)}},
		{"strings", []any{"", "test", "h\u00e9llo", strings.Repeat("x", 300)}},
		{"bytes", []any{[]byte("hi"), []byte{}}},
		{"odd string", []any{"\xff\xfe"}},
		{"scalars", []any{
			Scalars{true, -1, -128, -1 << 63, 1, 255, 1<<64 - 1, 0.5, -1e-9, complex(0, 1), "s", []byte{0, 1}, '\u20ac'},
			Scalars{}, Scalars{Rune: 'x'},
		}},
		{"compound", []any{
			Compound{
				Inner: Inner{1, 2}, Pointer: &Inner{0, 3}, Slice: []Inner{{}, {4, 0}}, Strings: []string{"", "a"},
				Deep: [][]int{nil, {1, -1}}, Array: [3]uint16{0, 1, 65535}, Octets: [4]byte{1, 2, 3, 4},
				Map: map[string]int{"n": 12}, Maps: map[int]map[string]bool{-1: {"t": true}}, UserID: "me",
			},
			Compound{},
		}},
		{"embedding", []any{Embedding{Inner{7, 0}, "n"}}},
		{"slices", []any{[]string{"a", "b"}, []int{1, 2, 3}, [][]byte{{1}, {}}, []float64{0, 1}}},
		{"arrays", []any{[2]bool{true, false}, [2][2]int{{1, 2}, {3, 4}}}},
		{"maps", []any{map[string]string{"k": "v"}, map[uint8]Inner{9: {1, 1}}}},
		{"interfaces", []any{
			some[any]("x"), some[any](12), some[any]([]byte("kv")), some[any](Inner{1, 2}), some[any](Inner{3, 4}),
			map[string]any{"n": 12},
		}},
		{"holders", []any{
			Holder{"b", Held{"h", Other{[]float64{1, 2}}}, []any{1, "two", Held{"again", nil}, Inner{5, 6}}, 3},
			Holder{"", Held{"", Held{"", 1.5}}, nil, 4},
		}},
		{"tree", []any{Tree{1, []Tree{{2, nil, nil}, {3, []Tree{{4, nil, nil}}, nil}}, &Tree{5, nil, nil}}}},
		{"opaques", []any{Opaques{time.Date(2026, 4, 29, 1, 2, 3, 4, time.UTC), Binary{7}, "l"}, time.Unix(0, 0).UTC()}},
		{"mixed", []any{Request{"Dispenser.Dispense", 0}, "echo", Request{"Control.Quit", 1}, true, struct{}{}}},
	}
}

func main() {
	for _, value := range []any{Inner{}, Held{}, Other{}} {
		gob.Register(value)
	}
	switch os.Args[1] {
	case "write":
		write()
	case "read":
		read()
	}
}

func write() {
	for _, it := range cases() {
		var stream bytes.Buffer
		encoder := gob.NewEncoder(&stream)
		for _, value := range it.values {
			if err := encoder.Encode(value); err != nil {
				panic(fmt.Sprintf("%s: %v", it.name, err))
			}
		}
		fmt.Printf("%s|%s\n", it.name, hex.EncodeToString(stream.Bytes()))
	}
}

func read() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		name, text, _ := strings.Cut(lines.Text(), "|")
		stream, err := hex.DecodeString(text)
		if err == nil {
			err = check(name, stream)
		}
		if err != nil {
			fmt.Printf("%s|%v\n", name, err)
		} else {
			fmt.Printf("%s|ok\n", name)
		}
	}
}

func check(name string, stream []byte) error {
	for _, it := range cases() {
		if it.name != name {
			continue
		}
		decoder := gob.NewDecoder(bytes.NewReader(stream))
		for position, value := range it.values {
			read := reflect.New(reflect.TypeOf(value))
			if err := decoder.DecodeValue(read); err != nil {
				return fmt.Errorf("value %d: %w", position, err)
			}
			if got := read.Elem().Interface(); !same(got, value) {
				return fmt.Errorf("value %d: got %#v, want %#v", position, got, value)
			}
		}
		if err := decoder.DecodeValue(reflect.Value{}); err != io.EOF {
			return fmt.Errorf("more than was wanted: %v", err)
		}
		return nil
	}
	return fmt.Errorf("no such case")
}

// Zeros and what is nil are the same to gob.
func same(one, other any) bool {
	return reflect.DeepEqual(one, other) || fmt.Sprintf("%v", one) == fmt.Sprintf("%v", other)
}
