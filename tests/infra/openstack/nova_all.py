#!/usr/bin/python3
"""The whole of Nova in one process: API, conductor, scheduler and computes whose hypervisors are made up. `nova_all.py <hosts> --config-file …`"""
import nova.cmd  # makes everything wait politely; comes first
import sys

import os_vif
from oslo_log import log as logging

import nova.conf
from nova import config, context, objects, service
from nova.compute import rpcapi as compute
from nova.conductor import rpcapi as conductor
from nova.objects import host_mapping
from nova.scheduler import rpcapi as scheduler

CONF = nova.conf.CONF
hosts = sys.argv[1].split(',')
config.parse_args([sys.argv[0], *sys.argv[2:]])
logging.setup(CONF, 'nova')
objects.register_all()
os_vif.initialize()
objects.Service.enable_min_version_cache()

running = []
for binary, topic, host in [
    ('nova-conductor', conductor.RPC_TOPIC, 'control'),
    ('nova-scheduler', scheduler.RPC_TOPIC, 'control'),
    *(('nova-compute', compute.RPC_TOPIC, host) for host in hosts),
]:
    CONF.set_override('host', host)
    one = service.Service.create(binary=binary, topic=topic, host=host)
    one.start()
    running.append(one)
CONF.set_override('host', 'control')
host_mapping.discover_hosts(context.get_admin_context())
api = service.WSGIService('osapi_compute')
api.start()
api.wait()
