# The names that a host of the fleet answers to.
network: name: host:
let
  short = host.hostname or name;
in
[ short ]
++ (
  if host ? fqdn then
    [ host.fqdn ]
  else if network ? domain then
    [ "${short}.${network.domain}" ]
  else
    [ ]
)
