{ pkgs, userVars, ... }:
{
  services.ollama = {
    enable = true;
    models = [
      "mistral-small"
      "qwen3"
    ];
  };
  environment.systemPackages = [ pkgs.llama-cpp ];
  environment.variables.MODELS_OWNER = userVars.username;
}
