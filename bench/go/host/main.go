// Command host does with the plugin of this module what the bench does with it, by go-plugin's own client.
//
//	host KIND VERSION MTLS SLICE PLUGIN
//
// For each line that it reads it does KIND (call, start or callback) again and again for SLICE, and prints what each time took,
// in microseconds, on one line.
package main

import (
	"bufio"
	"context"
	"fmt"
	"net/rpc"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"github.com/hashicorp/go-hclog"
	"github.com/hashicorp/go-plugin"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/wrapperspb"
)

// callTimeout is that of Amphi: each of its calls has a deadline, which a plugin over gRPC is told.
const callTimeout = 30 * time.Second

// A loaded plugin: its echo, and its way back to the host if it has one.
type loaded struct {
	echo     func([]byte) ([]byte, error)
	callBack func() error
}

type overNetRPC struct{}

func (overNetRPC) Server(*plugin.MuxBroker) (interface{}, error) { return nil, nil }

func (overNetRPC) Client(_ *plugin.MuxBroker, client *rpc.Client) (interface{}, error) {
	echo := func(data []byte) (reply []byte, err error) {
		err = client.Call("Plugin.Echo", data, &reply)
		return reply, err
	}
	return loaded{echo: echo}, nil
}

type overGRPC struct{ plugin.NetRPCUnsupportedPlugin }

func (overGRPC) GRPCServer(*plugin.GRPCBroker, *grpc.Server) error { return nil }

func (overGRPC) GRPCClient(_ context.Context, broker *plugin.GRPCBroker, conn *grpc.ClientConn) (any, error) {
	echo := func(data []byte) ([]byte, error) {
		ctx, cancel := context.WithTimeout(context.Background(), callTimeout)
		defer cancel()
		answer := new(wrapperspb.BytesValue)
		err := conn.Invoke(ctx, "/amphi.bench.Echo/Echo", wrapperspb.Bytes(data), answer)
		return answer.Value, err
	}
	callBack := func() error {
		id := broker.NextId()
		var server *grpc.Server
		go broker.AcceptAndServe(id, func(options []grpc.ServerOption) *grpc.Server {
			server = grpc.NewServer(options...)
			server.RegisterService(&service, nil)
			return server
		})
		ctx, cancel := context.WithTimeout(context.Background(), callTimeout)
		defer cancel()
		answer := new(wrapperspb.StringValue)
		err := conn.Invoke(ctx, "/amphi.bench.Echo/CallBack", wrapperspb.UInt32(id), answer)
		if err == nil {
			server.Stop()
		}
		return err
	}
	return loaded{echo, callBack}, nil
}

var service = grpc.ServiceDesc{
	ServiceName: "amphi.bench.Host",
	HandlerType: (*any)(nil),
	Methods: []grpc.MethodDesc{{
		MethodName: "Ask",
		Handler: func(_ any, _ context.Context, decode func(any) error, _ grpc.UnaryServerInterceptor) (any, error) {
			in := new(wrapperspb.StringValue)
			return wrapperspb.String("the host"), decode(in)
		},
	}},
}

// load starts the plugin, and asks it something for the first time.
func load(path string, version int, mtls bool) (*plugin.Client, loaded, error) {
	sets := map[int]plugin.PluginSet{1: {"echo": overNetRPC{}}, 2: {"echo": overGRPC{}}}
	client := plugin.NewClient(&plugin.ClientConfig{
		HandshakeConfig:  plugin.HandshakeConfig{MagicCookieKey: "AMPHI_BENCH", MagicCookieValue: "go"},
		VersionedPlugins: map[int]plugin.PluginSet{version: sets[version]},
		Cmd:              exec.Command(path),
		AutoMTLS:         mtls,
		AllowedProtocols: []plugin.Protocol{plugin.ProtocolNetRPC, plugin.ProtocolGRPC},
		Logger:           hclog.NewNullLogger(),
	})
	protocol, err := client.Client()
	if err != nil {
		return client, loaded{}, err
	}
	raw, err := protocol.Dispense("echo")
	if err != nil {
		return client, loaded{}, err
	}
	echo := raw.(loaded)
	_, err = echo.echo(make([]byte, 64))
	return client, echo, err
}

func run() error {
	if len(os.Args) != 6 {
		return fmt.Errorf("usage: host call|start|callback 1|2 true|false SLICE PLUGIN")
	}
	kind, mtls, path := os.Args[1], os.Args[3] == "true", os.Args[5]
	version, err := strconv.Atoi(os.Args[2])
	if err != nil {
		return err
	}
	slice, err := time.ParseDuration(os.Args[4])
	if err != nil {
		return err
	}
	var step func() (time.Duration, error)
	if kind == "start" {
		step = func() (time.Duration, error) {
			began := time.Now()
			client, _, err := load(path, version, mtls)
			took := time.Since(began)
			client.Kill()
			return took, err
		}
	} else {
		client, echo, err := load(path, version, mtls)
		defer client.Kill()
		if err != nil {
			return err
		}
		data := make([]byte, 64)
		call := func() error { _, err := echo.echo(data); return err }
		if kind == "callback" {
			call = echo.callBack
		}
		step = func() (time.Duration, error) {
			began := time.Now()
			err := call()
			return time.Since(began), err
		}
	}
	return answer(step, slice)
}

// answer measures for each line that comes.
func answer(step func() (time.Duration, error), slice time.Duration) error {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		var line strings.Builder
		for spent := time.Duration(0); spent < slice; {
			took, err := step()
			if err != nil {
				return err
			}
			spent += took
			fmt.Fprintf(&line, "%.3f ", float64(took.Nanoseconds())/1e3)
		}
		fmt.Println(line.String())
	}
	return lines.Err()
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
