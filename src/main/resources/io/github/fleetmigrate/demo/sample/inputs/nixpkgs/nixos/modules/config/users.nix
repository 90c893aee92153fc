{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;

  user =
    { config, name, ... }:
    {
      options = {
        name = mkOption {
          type = types.str;
          default = name;
        };
        description = mkOption {
          type = types.str;
          default = "";
        };
        isNormalUser = mkOption {
          type = types.bool;
          default = false;
        };
        isSystemUser = mkOption {
          type = types.bool;
          default = false;
        };
        uid = mkOption {
          type = types.nullOr types.int;
          default = null;
        };
        group = mkOption {
          type = types.str;
          default = "";
        };
        extraGroups = mkOption {
          type = types.listOf types.str;
          default = [ ];
        };
        home = mkOption {
          type = types.str;
          default = "/var/empty";
        };
        shell = mkOption {
          type = types.nullOr (types.either types.package types.path);
          default = null;
        };
        hashedPassword = mkOption {
          type = types.nullOr types.str;
          default = null;
        };
        hashedPasswordFile = mkOption {
          type = types.nullOr types.str;
          default = null;
        };
        openssh.authorizedKeys.keys = mkOption {
          type = types.listOf types.singleLineStr;
          default = [ ];
        };
      };
      config = lib.mkIf config.isNormalUser {
        group = lib.mkDefault "users";
        home = lib.mkDefault "/home/${config.name}";
      };
    };

  spec = user: {
    inherit (user)
      name
      description
      isNormalUser
      isSystemUser
      uid
      group
      extraGroups
      home
      hashedPassword
      hashedPasswordFile
      ;
    shell = if user.shell == null then null else toString user.shell;
  };
in
{
  options.users = {
    mutableUsers = mkOption {
      type = types.bool;
      default = true;
    };
    users = mkOption {
      type = types.attrsOf (types.submodule user);
      default = { };
    };
    groups = mkOption {
      default = { };
      type = types.attrsOf (
        types.submodule {
          options.gid = mkOption {
            type = types.nullOr types.int;
            default = null;
          };
        }
      );
    };
  };

  config = {
    users.users.root = {
      isSystemUser = true;
      uid = 0;
      group = "root";
      home = "/root";
    };
    users.groups = {
      root.gid = 0;
      wheel.gid = 1;
      users.gid = 100;
    };
    assertions = lib.mapAttrsToList (name: user: {
      assertion = user.isNormalUser != user.isSystemUser;
      message = "Exactly one of users.users.${name}.isSystemUser and users.users.${name}.isNormalUser must be set.";
    }) config.users.users;
    environment.etc = lib.mapAttrs' (
      name: user:
      lib.nameValuePair "ssh/authorized_keys.d/${name}" {
        text = lib.concatLines user.openssh.authorizedKeys.keys;
        mode = "0444";
      }
    ) (lib.filterAttrs (_: user: user.openssh.authorizedKeys.keys != [ ]) config.users.users);
    system.build.usersGroups = pkgs.writeText "users-groups.json" (
      builtins.toJSON {
        inherit (config.users) mutableUsers;
        users = map spec (lib.attrValues config.users.users);
        groups = lib.mapAttrsToList (name: group: {
          inherit name;
          inherit (group) gid;
          members = lib.attrNames (lib.filterAttrs (_: user: lib.elem name user.extraGroups) config.users.users);
        }) config.users.groups;
      }
    );
  };
}
