#!/usr/bin/python3
"""What Nova asks of its neighbours: an image of Glance's, and nothing of Neutron's. `neighbours.py <port of Glance> <port of Neutron>`"""
import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

IMAGE = {
    'id': '11111111-1111-4111-8111-111111111111', 'name': 'debian-12', 'status': 'active', 'container_format': 'bare', 'disk_format': 'raw',
    'size': 1, 'min_disk': 0, 'min_ram': 0, 'visibility': 'public', 'protected': False, 'checksum': None, 'owner': 'x', 'tags': [],
    'virtual_size': None, 'created_at': '2026-01-01T00:00:00Z', 'updated_at': '2026-01-01T00:00:00Z', 'file': '/v2/images/x/file',
    'schema': '/v2/schemas/image', 'self': '/v2/images/x',
}
GLANCE, NEUTRON = int(sys.argv[1]), int(sys.argv[2])


class Neighbour(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def say(self, answer, status=200):
        body = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        path = self.path.split('?')[0].rstrip('/')
        if self.server.server_port == NEUTRON:
            return self.say({path.split('/')[-1].replace('-', '_'): []})
        if path in ('', '/versions'):
            link = {'rel': 'self', 'href': f'http://127.0.0.1:{GLANCE}/v2/'}
            return self.say({'versions': [{'id': 'v2.9', 'status': 'CURRENT', 'links': [link]}]}, 300)
        answers = {
            '/v2/images': {'images': [IMAGE]},
            '/v2/images/' + IMAGE['id']: IMAGE,
            '/v2/schemas/image': {'name': 'image', 'properties': {name: {'type': 'string'} for name in IMAGE}},
        }
        return self.say(answers[path]) if path in answers else self.say({'message': 'not found'}, 404)

    def log_message(self, *_):
        pass


for port in (GLANCE, NEUTRON):
    threading.Thread(target=ThreadingHTTPServer(('127.0.0.1', port), Neighbour).serve_forever).start()
