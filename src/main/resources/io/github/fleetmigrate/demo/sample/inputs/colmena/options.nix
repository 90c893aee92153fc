# Options of a hive and of its nodes; names, types and defaults are Colmena's.
{
  deploymentOptions =
    { lib, name, ... }:
    let
      inherit (lib) mkOption types;
      option = default: type: mkOption { inherit default type; };

      key =
        { config, name, ... }:
        {
          options = {
            name = option name types.str;
            text = option null (types.nullOr types.str);
            keyFile = option null (types.nullOr types.path) // {
              apply = file: if file == null then null else toString file;
            };
            keyCommand = option null (types.nullOr (types.nonEmptyListOf types.str));
            destDir = option "/run/keys" types.path;
            path = option "${config.destDir}/${config.name}" types.path;
            user = option "root" types.str;
            group = option "root" types.str;
            permissions = option "0600" types.str;
            uploadAt = option "pre-activation" (
              types.enum [
                "pre-activation"
                "post-activation"
              ]
            );
          };
        };
    in
    {
      _file = ./options.nix;
      options.deployment = {
        # null: the node is deployed from itself only.
        targetHost = option name (types.nullOr types.str);
        targetPort = option null (types.nullOr types.ints.unsigned);
        # null: ssh decides.
        targetUser = option "root" (types.nullOr types.str);
        allowLocalDeployment = option false types.bool;
        buildOnTarget = option false types.bool;
        tags = option [ ] (types.listOf types.str);
        keys = option { } (types.attrsOf (types.submodule key));
        replaceUnknownProfiles = option true types.bool;
        privilegeEscalationCommand = option [
          "sudo"
          "-H"
          "--"
        ] (types.listOf types.str);
        sshOptions = option [ ] (types.listOf types.str);
      };
    };

  metaOptions =
    { lib, ... }:
    let
      inherit (lib) mkOption types;
      option = default: type: mkOption { inherit default type; };
    in
    {
      _file = ./options.nix;
      options = {
        name = option "hive" types.str;
        description = option "A Colmena Hive" types.str;
        nixpkgs = option null types.unspecified;
        nodeNixpkgs = option { } (types.attrsOf types.unspecified);
        specialArgs = option { } (types.attrsOf types.unspecified);
        nodeSpecialArgs = option { } (types.attrsOf types.unspecified);
        machinesFile = option null (types.nullOr types.path) // {
          apply = file: if file == null then null else toString file;
        };
        allowApplyAll = option true types.bool;
      };
    };
}
