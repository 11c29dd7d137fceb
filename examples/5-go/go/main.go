// Keeps values by their keys: an ordinary plugin of go-plugin, which knows nothing of Amphi.
package main

import (
	"context"
	"sync"

	"github.com/hashicorp/go-plugin"
	"github.com/hashicorp/go-plugin/examples/grpc/proto"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// store answers the service of kv.proto.
type store struct {
	proto.UnimplementedKVServer
	mutex  sync.Mutex
	values map[string][]byte
}

func (s *store) Get(_ context.Context, request *proto.GetRequest) (*proto.GetResponse, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	value, ok := s.values[request.Key]
	if !ok {
		return nil, status.Errorf(codes.NotFound, "no value of %q", request.Key)
	}
	return &proto.GetResponse{Value: value}, nil
}

func (s *store) Put(_ context.Context, request *proto.PutRequest) (*proto.Empty, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.values[request.Key] = request.Value
	return &proto.Empty{}, nil
}

// kvPlugin is what go-plugin serves.
type kvPlugin struct {
	plugin.NetRPCUnsupportedPlugin
}

func (kvPlugin) GRPCServer(_ *plugin.GRPCBroker, server *grpc.Server) error {
	proto.RegisterKVServer(server, &store{values: map[string][]byte{}})
	return nil
}

func (kvPlugin) GRPCClient(context.Context, *plugin.GRPCBroker, *grpc.ClientConn) (any, error) {
	return nil, nil
}

func main() {
	plugin.Serve(&plugin.ServeConfig{
		HandshakeConfig: plugin.HandshakeConfig{
			ProtocolVersion:  1,
			MagicCookieKey:   "KV_PLUGIN",
			MagicCookieValue: "hello",
		},
		Plugins:    map[string]plugin.Plugin{"kv": kvPlugin{}},
		GRPCServer: plugin.DefaultGRPCServer,
	})
}
