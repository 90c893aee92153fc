# deploy-rs' settings as they are written on each level (deploy, node, profile); a profile's `path` is never looked at. A
# node whose settings throw is null. Names of settings: deploy-rs, src/data.rs, GenericSettings and NodeSettings.
outputs:
let
  generic = [
    "sshUser"
    "user"
    "sshOpts"
    "fastConnection"
    "autoRollback"
    "confirmTimeout"
    "activationTimeout"
    "tempPath"
    "magicRollback"
    "sudo"
    "remoteBuild"
    "interactiveSudo"
  ];
  pick =
    names: set:
    builtins.listToAttrs (
      map (name: {
        inherit name;
        value = set.${name};
      }) (builtins.filter (name: builtins.hasAttr name set) names)
    );
  profile = pick (generic ++ [ "profilePath" ]);
  node =
    set:
    pick (
      generic
      ++ [
        "hostname"
        "profilesOrder"
      ]
    ) set
    // {
      profiles = builtins.mapAttrs (_: profile) (set.profiles or { });
    };
  orNull =
    value:
    let
      tried = builtins.tryEval (builtins.deepSeq value value);
    in
    if tried.success then tried.value else null;
  deploy = outputs.deploy or { };
in
{
  settings = pick generic deploy;
  nodes = builtins.mapAttrs (_: value: orNull (node value)) (deploy.nodes or { });
}
