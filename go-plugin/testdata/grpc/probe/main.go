// A plugin that does what go-plugin's examples do not: brokers in both directions and nested, all kinds of methods,
// large messages, output, errors with details.
//
// Its messages are protobuf's well-known wrappers, so that nothing has to be generated.
package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"math"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/hashicorp/go-plugin"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/wrapperspb"
)

type probe struct {
	broker *plugin.GRPCBroker
}

// unary describes a method of one message each way.
func unary[In any, P interface {
	*In
	proto.Message
}](name string, do func(*probe, context.Context, P) (proto.Message, error)) grpc.MethodDesc {
	return grpc.MethodDesc{
		MethodName: name,
		Handler: func(self any, ctx context.Context, decode func(any) error, _ grpc.UnaryServerInterceptor) (any, error) {
			in := P(new(In))
			if err := decode(in); err != nil {
				return nil, err
			}
			return do(self.(*probe), ctx, in)
		},
	}
}

func (p *probe) ask(ctx context.Context, id uint32, question string) (proto.Message, error) {
	conn, err := p.broker.Dial(id)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	answer := new(wrapperspb.StringValue)
	err = conn.Invoke(ctx, "/amphi.test.Host/Ask", wrapperspb.String(question), answer)
	return answer, err
}

// offer serves a shouting service on a new id.
func (p *probe) offer() uint32 {
	id := p.broker.NextId()
	go p.broker.AcceptAndServe(id, func(options []grpc.ServerOption) *grpc.Server {
		server := grpc.NewServer(options...)
		server.RegisterService(&grpc.ServiceDesc{
			ServiceName: "amphi.test.Inner",
			HandlerType: (*any)(nil),
			Methods: []grpc.MethodDesc{
				unary("Ask", func(_ *probe, _ context.Context, in *wrapperspb.StringValue) (proto.Message, error) {
					return wrapperspb.String(strings.ToUpper(in.Value)), nil
				}),
			},
		}, p)
		return server
	})
	return id
}

func service() *grpc.ServiceDesc {
	return &grpc.ServiceDesc{
		ServiceName: "amphi.test.Probe",
		HandlerType: (*any)(nil),
		Methods: []grpc.MethodDesc{
			unary("Echo", func(_ *probe, _ context.Context, in *wrapperspb.BytesValue) (proto.Message, error) {
				return in, nil
			}),
			unary("Print", func(_ *probe, _ context.Context, in *wrapperspb.StringValue) (proto.Message, error) {
				fmt.Print(in.Value)
				fmt.Fprint(os.Stderr, strings.ToUpper(in.Value))
				return new(emptypb.Empty), nil
			}),
			unary("Flood", func(_ *probe, _ context.Context, in *wrapperspb.UInt32Value) (proto.Message, error) {
				line := strings.Repeat("x", 1023) + "\n"
				for range in.Value {
					if _, err := io.WriteString(os.Stdout, line); err != nil {
						return nil, err
					}
				}
				return new(emptypb.Empty), nil
			}),
			unary("Metadata", func(_ *probe, ctx context.Context, in *wrapperspb.StringValue) (proto.Message, error) {
				incoming, _ := metadata.FromIncomingContext(ctx)
				return wrapperspb.String(strings.Join(incoming.Get(in.Value), ",")), nil
			}),
			unary("CallBack", func(p *probe, ctx context.Context, in *wrapperspb.UInt32Value) (proto.Message, error) {
				return p.ask(ctx, in.Value, "who is there?")
			}),
			unary("Offer", func(p *probe, _ context.Context, _ *emptypb.Empty) (proto.Message, error) {
				return wrapperspb.UInt32(p.offer()), nil
			}),
			unary("Nested", func(p *probe, ctx context.Context, in *wrapperspb.UInt32Value) (proto.Message, error) {
				return p.ask(ctx, in.Value, fmt.Sprint(p.offer()))
			}),
			unary("Fail", func(_ *probe, _ context.Context, in *wrapperspb.StringValue) (proto.Message, error) {
				failure, err := status.New(codes.FailedPrecondition, in.Value).WithDetails(wrapperspb.String("the detail"))
				if err != nil {
					return nil, err
				}
				return nil, failure.Err()
			}),
			unary("Exit", func(_ *probe, _ context.Context, in *wrapperspb.UInt32Value) (proto.Message, error) {
				os.Exit(int(in.Value))
				return nil, nil
			}),
			unary("Hang", func(_ *probe, ctx context.Context, _ *emptypb.Empty) (proto.Message, error) {
				<-ctx.Done()
				fmt.Print("cancelled")
				return nil, ctx.Err()
			}),
		},
		Streams: []grpc.StreamDesc{
			{StreamName: "Count", ServerStreams: true, Handler: count},
			{StreamName: "Sum", ClientStreams: true, Handler: sum},
			{StreamName: "Chat", ServerStreams: true, ClientStreams: true, Handler: chat},
		},
	}
}

func count(_ any, stream grpc.ServerStream) error {
	in := new(wrapperspb.UInt32Value)
	if err := stream.RecvMsg(in); err != nil {
		return err
	}
	for n := range in.Value {
		if err := stream.SendMsg(wrapperspb.UInt32(n)); err != nil {
			return err
		}
	}
	return nil
}

func sum(_ any, stream grpc.ServerStream) error {
	total := uint32(0)
	for {
		in := new(wrapperspb.UInt32Value)
		if err := stream.RecvMsg(in); err == io.EOF {
			return stream.SendMsg(wrapperspb.UInt32(total))
		} else if err != nil {
			return err
		}
		total += in.Value
	}
}

func chat(_ any, stream grpc.ServerStream) error {
	for {
		in := new(wrapperspb.StringValue)
		if err := stream.RecvMsg(in); err == io.EOF {
			return status.Error(codes.Aborted, "nobody talks any more")
		} else if err != nil {
			return err
		}
		if err := stream.SendMsg(wrapperspb.String(in.Value + "!")); err != nil {
			return err
		}
	}
}

type set struct {
	plugin.NetRPCUnsupportedPlugin
}

func (set) GRPCServer(broker *plugin.GRPCBroker, server *grpc.Server) error {
	server.RegisterService(service(), &probe{broker})
	return nil
}

func (set) GRPCClient(context.Context, *plugin.GRPCBroker, *grpc.ClientConn) (any, error) {
	return nil, nil
}

// ownTLS is a TLS provider with the certificate in a folder.
func ownTLS(folder string) func() (*tls.Config, error) {
	if folder == "" {
		return nil
	}
	return func() (*tls.Config, error) {
		certificate, err := os.ReadFile(filepath.Join(folder, "certificate.der"))
		if err != nil {
			return nil, err
		}
		bytes, err := os.ReadFile(filepath.Join(folder, "key.der"))
		if err != nil {
			return nil, err
		}
		key, err := x509.ParsePKCS8PrivateKey(bytes)
		if err != nil {
			return nil, err
		}
		pair := tls.Certificate{Certificate: [][]byte{certificate}, PrivateKey: key}
		return &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS13}, nil
	}
}

// deafen has SIGTERM do nothing but write a line.
func deafen(stderr *os.File) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGTERM)
	go func() {
		for range signals {
			fmt.Fprintln(stderr, "SIGTERM is ignored")
		}
	}()
}

func main() {
	// "deaf" is one that SIGTERM does not end either.
	stuck := os.Getenv("PROBE_STUCK")
	if stuck == "deaf" {
		deafen(os.Stderr)
	}
	plugin.Serve(&plugin.ServeConfig{
		HandshakeConfig: plugin.HandshakeConfig{
			ProtocolVersion:  1,
			MagicCookieKey:   "BASIC_PLUGIN",
			MagicCookieValue: "hello",
		},
		Plugins:     map[string]plugin.Plugin{"probe": set{}},
		TLSProvider: ownTLS(os.Getenv("PROBE_TLS")),
		GRPCServer: func(options []grpc.ServerOption) *grpc.Server {
			return grpc.NewServer(append(options, grpc.MaxRecvMsgSize(math.MaxInt32))...)
		},
	})
	// What a plugin does once it has been asked to end.
	if path := os.Getenv("PROBE_CLEANUP"); path != "" {
		if err := os.WriteFile(path, []byte("clean"), 0o600); err != nil {
			panic(err)
		}
	}
	// One that does not end when it is asked.
	if stuck != "" {
		time.Sleep(time.Hour)
	}
}
