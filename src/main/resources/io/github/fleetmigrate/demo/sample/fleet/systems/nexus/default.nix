# Nexus: films, photographs, and a copy of this repository.
{
  config,
  lib,
  pkgs,
  self,
  hasSecrets,
  ...
}:
{
  imports = [
    ./hardware.nix
    ../../modules/system/base
  ]
  ++ lib.optional hasSecrets ./secrets.nix;

  networking.hostName = "nexus";

  # Which commit runs here, and the whole of it to look at
  system.configurationRevision = self.rev or "dirty";
  environment.etc."nixos".source = self;

  users.users.admin = {
    isNormalUser = true;
    description = "Homelab administrator";
    extraGroups = [ "wheel" ];
    openssh.authorizedKeys.keys = config.users.users.jarvis.openssh.authorizedKeys.keys;
  };
  security.sudo.wheelNeedsPassword = false;

  nix.gc = {
    automatic = true;
    dates = "weekly";
  };
}
