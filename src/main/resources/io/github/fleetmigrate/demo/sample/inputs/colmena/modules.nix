# What Colmena adds to every node. Without keys neither changes the system.
{
  assertionModule =
    {
      config,
      lib,
      name,
      ...
    }:
    {
      _file = ./modules.nix;
      assertions = lib.mapAttrsToList (key: options: {
        assertion =
          lib.count (source: source != null) [
            options.text
            options.keyCommand
            options.keyFile
          ] == 1;
        message = "Exactly one of `${name}.deployment.keys.${key}.text`, `.keyCommand` and `.keyFile` must be set.";
      }) config.deployment.keys;
    };

  keyServiceModule =
    { config, lib, ... }:
    {
      _file = ./modules.nix;
      systemd.services = lib.mapAttrs' (
        key: options:
        lib.nameValuePair "${key}-key" {
          description = "waits for ${options.path}";
          script = "until [ -e ${lib.escapeShellArg options.path} ]; do sleep 1; done";
        }
      ) config.deployment.keys;
    };
}
