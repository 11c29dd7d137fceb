// Command plugin gives back what it gets: over net/rpc in its version 1, over gRPC in its version 2.
package main

import (
	"context"
	"errors"
	"net/rpc"

	"github.com/hashicorp/go-hclog"
	"github.com/hashicorp/go-plugin"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/wrapperspb"
)

var errHere = errors.New("this is the plugin")

// Echo is the object of net/rpc.
type Echo struct{}

func (Echo) Echo(data []byte, reply *[]byte) error {
	*reply = data
	return nil
}

type overNetRPC struct{}

func (overNetRPC) Server(*plugin.MuxBroker) (interface{}, error)              { return Echo{}, nil }
func (overNetRPC) Client(*plugin.MuxBroker, *rpc.Client) (interface{}, error) { return nil, errHere }

type overGRPC struct {
	plugin.NetRPCUnsupportedPlugin
	broker *plugin.GRPCBroker
}

func (p overGRPC) GRPCServer(broker *plugin.GRPCBroker, server *grpc.Server) error {
	p.broker = broker
	server.RegisterService(&service, p)
	return nil
}

func (overGRPC) GRPCClient(context.Context, *plugin.GRPCBroker, *grpc.ClientConn) (any, error) {
	return nil, errHere
}

var service = grpc.ServiceDesc{
	ServiceName: "amphi.bench.Echo",
	HandlerType: (*any)(nil),
	Methods: []grpc.MethodDesc{
		{MethodName: "Echo", Handler: echo},
		{MethodName: "CallBack", Handler: callBack},
	},
}

func echo(_ any, _ context.Context, decode func(any) error, _ grpc.UnaryServerInterceptor) (any, error) {
	in := new(wrapperspb.BytesValue)
	return in, decode(in)
}

func callBack(self any, ctx context.Context, decode func(any) error, _ grpc.UnaryServerInterceptor) (any, error) {
	in := new(wrapperspb.UInt32Value)
	if err := decode(in); err != nil {
		return nil, err
	}
	conn, err := self.(overGRPC).broker.Dial(in.Value)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	answer := new(wrapperspb.StringValue)
	err = conn.Invoke(ctx, "/amphi.bench.Host/Ask", wrapperspb.String("who is there?"), answer)
	return answer, err
}

func main() {
	plugin.Serve(&plugin.ServeConfig{
		HandshakeConfig: plugin.HandshakeConfig{MagicCookieKey: "AMPHI_BENCH", MagicCookieValue: "go"},
		VersionedPlugins: map[int]plugin.PluginSet{
			1: {"echo": overNetRPC{}},
			2: {"echo": overGRPC{}},
		},
		GRPCServer: plugin.DefaultGRPCServer,
		Logger:     hclog.NewNullLogger(),
	})
}
