# The user that deployments log in as: may become root without a password, and may copy store paths.
{ config, lib, ... }:
let
  cfg = config.fleet.deployUser;
in
{
  _file = ./fleet-deploy-user.nix;

  options.fleet.deployUser = {
    name = lib.mkOption {
      type = lib.types.str;
      default = "deploy";
      description = "The deploy user's name.";
    };
    authorizedKeys = lib.mkOption {
      type = lib.types.listOf lib.types.str;
      default = [ ];
      description = "Public keys that may log in as the deploy user.";
    };
  };

  config = {
    users.users.${cfg.name} = {
      description = "Fleet deployment";
      isNormalUser = true;
      extraGroups = [ "wheel" ];
      openssh.authorizedKeys.keys = cfg.authorizedKeys;
    };
    security.sudo.extraRules = [
      {
        users = [ cfg.name ];
        commands = [
          {
            command = "ALL";
            options = [ "NOPASSWD" ];
          }
        ];
      }
    ];
    nix.settings.trusted-users = [ cfg.name ];
  };
}
