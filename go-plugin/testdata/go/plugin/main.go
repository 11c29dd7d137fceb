// Command plugin is a net/rpc plugin that does what go-plugin's examples do not: callbacks both ways, several objects,
// output, large messages, and every way to fail.
package main

import (
	"errors"
	"fmt"
	"io"
	"net/rpc"
	"os"
	"strings"
	"time"

	"github.com/hashicorp/go-hclog"
	"github.com/hashicorp/go-plugin"
)

// Echo counts its calls, so that a test can tell objects apart.
type Echo struct {
	calls  int
	broker *plugin.MuxBroker
}

type Message struct {
	Text   string
	Data   []byte
	Count  int
	Labels map[string]string
	UserID string
}

func (e *Echo) Echo(args Message, reply *Message) error {
	*reply = args
	return nil
}

func (e *Echo) Count(_ struct{}, reply *int) error {
	e.calls++
	*reply = e.calls
	return nil
}

func (e *Echo) Size(data []byte, reply *int) error {
	*reply = len(data)
	return nil
}

func (e *Echo) Big(length int, reply *[]byte) error {
	*reply = make([]byte, length)
	for i := range *reply {
		(*reply)[i] = byte(i)
	}
	return nil
}

func (e *Echo) Wait(millis int, reply *bool) error {
	time.Sleep(time.Duration(millis) * time.Millisecond)
	*reply = true
	return nil
}

func (e *Echo) Fail(text string, _ *struct{}) error {
	return errors.New(text)
}

func (e *Echo) Panic(text string, _ *struct{}) error {
	go panic(text)
	select {}
}

func (e *Echo) Exit(code int, _ *struct{}) error {
	os.Exit(code)
	return nil
}

type Output struct{ Stdout, Stderr string }

func (e *Echo) Print(args Output, reply *int) error {
	fmt.Print(args.Stdout)
	fmt.Fprint(os.Stderr, args.Stderr)
	*reply = len(args.Stdout) + len(args.Stderr)
	return nil
}

// Flood prints many bytes, more than any pipe or window holds.
func (e *Echo) Flood(length int, reply *int) error {
	line := strings.Repeat("x", 1023) + "\n"
	for written := 0; written < length; written += len(line) {
		fmt.Print(line)
	}
	*reply = length
	return nil
}

type Pair struct{ A, B int }

type Callback struct {
	ID   uint32
	Pair Pair
}

// CallHost asks an object of the host's for a sum.
func (e *Echo) CallHost(args Callback, reply *int) error {
	conn, err := e.broker.Dial(args.ID)
	if err != nil {
		return err
	}
	client := rpc.NewClient(conn)
	defer client.Close()
	return client.Call("Plugin.Add", args.Pair, reply)
}

// Adder is what Offer serves.
type Adder struct{}

func (Adder) Add(args Pair, reply *int) error {
	*reply = args.A + args.B
	return nil
}

// Offer gives the number of an object that the host may call.
func (e *Echo) Offer(_ struct{}, reply *uint32) error {
	id := e.broker.NextId()
	go e.broker.AcceptAndServe(id, Adder{})
	*reply = id
	return nil
}

// OfferStream gives the number of a stream that sends back what comes, in capitals.
func (e *Echo) OfferStream(_ struct{}, reply *uint32) error {
	id := e.broker.NextId()
	*reply = id
	go func() {
		conn, err := e.broker.Accept(id)
		if err != nil {
			return
		}
		defer conn.Close()
		buffer := make([]byte, 32<<10)
		for {
			count, err := conn.Read(buffer)
			if _, failed := conn.Write([]byte(strings.ToUpper(string(buffer[:count])))); err != nil || failed != nil {
				return
			}
		}
	}()
	return nil
}

// ReadStream reads all that the host sends on a stream, and gives its length.
func (e *Echo) ReadStream(id uint32, reply *int64) error {
	conn, err := e.broker.Dial(id)
	if err != nil {
		return err
	}
	defer conn.Close()
	count, err := io.Copy(io.Discard, conn)
	*reply = count
	return err
}

// Log writes a record to the log, and a line of text to stderr.
func (e *Echo) Log(text string, _ *struct{}) error {
	logger.Info(text, "number", 7, "list", []string{"a", "b"})
	return nil
}

type EchoPlugin struct{}

func (EchoPlugin) Server(broker *plugin.MuxBroker) (interface{}, error) {
	return &Echo{broker: broker}, nil
}

func (EchoPlugin) Client(*plugin.MuxBroker, *rpc.Client) (interface{}, error) {
	return nil, errors.New("this is the plugin")
}

type Broken struct{ plugin.NetRPCUnsupportedPlugin }

var logger = hclog.New(&hclog.LoggerOptions{Level: hclog.Trace, Output: os.Stderr, JSONFormat: true, Name: "tester"})

func main() {
	logger.Debug("plugin starts")
	plugin.Serve(&plugin.ServeConfig{
		HandshakeConfig: plugin.HandshakeConfig{
			ProtocolVersion: 1, MagicCookieKey: "BASIC_PLUGIN", MagicCookieValue: "hello",
		},
		Plugins: map[string]plugin.Plugin{"echo": EchoPlugin{}, "broken": Broken{}},
		Logger:  logger,
	})
}
