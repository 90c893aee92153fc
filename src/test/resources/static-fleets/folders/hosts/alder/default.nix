{ lib, ... }: { imports = [ ./hardware.nix ]; networking.hostName = "alder"; }
