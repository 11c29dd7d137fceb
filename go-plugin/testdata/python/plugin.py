"""A plugin of go-plugin in Python, of the kind of its own example: a service, gRPC's health, and a handshake line of five
fields. It has neither certificates, nor a broker, nor a controller that could ask it to end.

It is told on which network it is to listen: tcp or unix.
"""

import json
import os
import sys
from concurrent import futures

import grpc
import kv_pb2
import kv_pb2_grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_health.v1.health import HealthServicer


def log(level, message, **fields):
    """Writes a line as hclog does."""
    line = {"@level": level, "@module": "kv.python", "@message": message, **fields}
    print(json.dumps(line), file=sys.stderr, flush=True)


class KV(kv_pb2_grpc.KVServicer):
    def __init__(self):
        self.values = {}

    def Get(self, request, context):
        if request.key not in self.values:
            context.abort(grpc.StatusCode.NOT_FOUND, f"there is no {request.key}")
        return kv_pb2.GetResponse(value=self.values[request.key])

    def Put(self, request, context):
        self.values[request.key] = request.value
        log("info", "kept", key=request.key, size=len(request.value))
        print(f"a word about {request.key}", flush=True)
        print(f"and one more about {request.key}", file=sys.stderr, flush=True)
        return kv_pb2.Empty()


def serve(network):
    if os.environ.get("BASIC_PLUGIN") != "hello":
        sys.exit("this is a plugin: start its host")
    health = HealthServicer()
    health.set("plugin", health_pb2.HealthCheckResponse.SERVING)
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=4))
    kv_pb2_grpc.add_KVServicer_to_server(KV(), server)
    health_pb2_grpc.add_HealthServicer_to_server(health, server)
    if network == "unix":
        address = os.path.join(os.environ["PLUGIN_UNIX_SOCKET_DIR"], "python")
        server.add_insecure_port(f"unix:{address}")
    else:
        port = server.add_insecure_port("127.0.0.1:0")
        address = f"127.0.0.1:{port}"
    server.start()
    print(f"1|1|{network}|{address}|grpc", flush=True)
    server.wait_for_termination()


if __name__ == "__main__":
    serve(sys.argv[1])
