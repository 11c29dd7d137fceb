// Records what Go's own protobuf makes of the protos beside this folder: messages, their JSON, and the descriptors that a
// plugin's reflection gives. Run by hand, with the encoded descriptors of a proto and of all that it imports:
//
//	record DESCRIPTORS MESSAGE OUT   fills every field of MESSAGE; writes OUT.bin and OUT.json
//	record descriptors OUT           writes the descriptors of go-plugin's test service, one file each, to the folder OUT
//	record again DESCRIPTORS MESSAGE IN   reads IN, a message, and writes what Go writes of it to stdout, as base64, and its JSON
package main

import (
	"encoding/base64"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"

	grpctest "github.com/hashicorp/go-plugin/test/grpc"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/dynamicpb"
)

func main() {
	log.SetFlags(0)
	switch {
	case len(os.Args) == 3 && os.Args[1] == "descriptors":
		descriptors(os.Args[2])
	case len(os.Args) == 5 && os.Args[1] == "again":
		again(os.Args[2], os.Args[3], os.Args[4])
	case len(os.Args) == 4:
		record(os.Args[1], os.Args[2], os.Args[3])
	default:
		log.Fatal("usage: see the comment of main.go")
	}
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func files(path string) *protoregistry.Files {
	bytes, err := os.ReadFile(path)
	check(err)
	set := &descriptorpb.FileDescriptorSet{}
	check(proto.Unmarshal(bytes, set))
	files, err := protodesc.NewFiles(set)
	check(err)
	return files
}

func message(files *protoregistry.Files, name string) protoreflect.MessageDescriptor {
	found, err := files.FindDescriptorByName(protoreflect.FullName(name))
	check(err)
	return found.(protoreflect.MessageDescriptor)
}

func record(descriptors, name, out string) {
	files := files(descriptors)
	filled := fill(message(files, name), 3)
	bytes, err := proto.MarshalOptions{Deterministic: true}.Marshal(filled)
	check(err)
	json, err := protojson.MarshalOptions{Resolver: dynamicpb.NewTypes(files)}.Marshal(filled)
	check(err)
	check(os.WriteFile(out+".bin", bytes, 0o644))
	check(os.WriteFile(out+".json", append(json, '\n'), 0o644))
}

func again(descriptors, name, in string) {
	files := files(descriptors)
	bytes, err := os.ReadFile(in)
	check(err)
	read := dynamicpb.NewMessage(message(files, name))
	check(proto.UnmarshalOptions{Resolver: dynamicpb.NewTypes(files)}.Unmarshal(bytes, read))
	bytes, err = proto.MarshalOptions{Deterministic: true}.Marshal(read)
	check(err)
	json, err := protojson.MarshalOptions{Resolver: dynamicpb.NewTypes(files)}.Marshal(read)
	if err != nil {
		json = []byte("null")
	}
	fmt.Println(base64.StdEncoding.EncodeToString(bytes))
	fmt.Println(string(json))
}

func descriptors(out string) {
	seen := map[string]bool{}
	var write func(file protoreflect.FileDescriptor)
	write = func(file protoreflect.FileDescriptor) {
		if seen[file.Path()] {
			return
		}
		seen[file.Path()] = true
		bytes, err := proto.Marshal(protodesc.ToFileDescriptorProto(file))
		check(err)
		name := strings.ReplaceAll(strings.TrimSuffix(file.Path(), ".proto"), "/", "-")
		check(os.WriteFile(filepath.Join(out, name+".descriptor"), bytes, 0o644))
		for i := 0; i < file.Imports().Len(); i++ {
			write(file.Imports().Get(i).FileDescriptor)
		}
	}
	write(grpctest.File_test_proto)
}

// fill sets every field: those of a oneof in turn, so that the last stays.
func fill(descriptor protoreflect.MessageDescriptor, depth int) *dynamicpb.Message {
	filled := dynamicpb.NewMessage(descriptor)
	switch descriptor.FullName() {
	case "google.protobuf.Any":
		url := "type.googleapis.com/google.protobuf.Empty"
		filled.Set(descriptor.Fields().ByName("type_url"), protoreflect.ValueOfString(url))
		return filled
	case "google.protobuf.FieldMask":
		list := filled.Mutable(descriptor.Fields().ByName("paths")).List()
		list.Append(protoreflect.ValueOfString("a_b"))
		list.Append(protoreflect.ValueOfString("c"))
		return filled
	case "google.protobuf.Value":
		filled.Set(descriptor.Fields().ByName("string_value"), protoreflect.ValueOfString("text"))
		return filled
	}
	for i := 0; i < descriptor.Fields().Len(); i++ {
		field := descriptor.Fields().Get(i)
		isMessage := field.Message() != nil && !(field.IsMap() && field.MapValue().Message() == nil)
		switch {
		case isMessage && depth == 0 && field.Cardinality() != protoreflect.Required:
		case field.IsMap():
			entries := filled.Mutable(field).Map()
			for n := 0; n < 2; n++ {
				entries.Set(single(field.MapKey(), n, depth).MapKey(), single(field.MapValue(), n, depth-1))
			}
		case field.IsList():
			list := filled.Mutable(field).List()
			for n := 0; n < 3; n++ {
				list.Append(single(field, n, depth-1))
			}
		default:
			filled.Set(field, single(field, 1, depth-1))
		}
	}
	return filled
}

// single makes the n-th value that a field may hold: zeros, ends of ranges, text beyond ASCII.
func single(field protoreflect.FieldDescriptor, n, depth int) protoreflect.Value {
	switch field.Kind() {
	case protoreflect.BoolKind:
		return protoreflect.ValueOfBool(n%2 == 1)
	case protoreflect.EnumKind:
		values := field.Enum().Values()
		return protoreflect.ValueOfEnum(values.Get(n % values.Len()).Number())
	case protoreflect.Int32Kind, protoreflect.Sint32Kind, protoreflect.Sfixed32Kind:
		return protoreflect.ValueOfInt32([]int32{0, -2147483648, 7}[n])
	case protoreflect.Int64Kind, protoreflect.Sint64Kind, protoreflect.Sfixed64Kind:
		if field.Parent().FullName() == "google.protobuf.Timestamp" || field.Parent().FullName() == "google.protobuf.Duration" {
			return protoreflect.ValueOfInt64(1_700_000_000)
		}
		return protoreflect.ValueOfInt64([]int64{0, -9223372036854775808, 7}[n])
	case protoreflect.Uint32Kind, protoreflect.Fixed32Kind:
		return protoreflect.ValueOfUint32([]uint32{0, 4294967295, 7}[n])
	case protoreflect.Uint64Kind, protoreflect.Fixed64Kind:
		return protoreflect.ValueOfUint64([]uint64{0, 18446744073709551615, 7}[n])
	case protoreflect.FloatKind:
		return protoreflect.ValueOfFloat32([]float32{0, 1.5, -0.25}[n])
	case protoreflect.DoubleKind:
		return protoreflect.ValueOfFloat64([]float64{0, 1.5, -0.25}[n])
	case protoreflect.StringKind:
		return protoreflect.ValueOfString([]string{"", "grüße ☃", "a\"b"}[n])
	case protoreflect.BytesKind:
		return protoreflect.ValueOfBytes([][]byte{{}, {0, 255}, {7}}[n])
	default:
		filled := fill(field.Message(), max(depth, 0))
		if field.Message().FullName() == "google.protobuf.Timestamp" || field.Message().FullName() == "google.protobuf.Duration" {
			filled.Set(field.Message().Fields().ByName("nanos"), protoreflect.ValueOfInt32(5_000_000))
		}
		return protoreflect.ValueOfMessage(filled)
	}
}
