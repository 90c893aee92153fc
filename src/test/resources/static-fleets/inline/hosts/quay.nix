{ networking.hostName = "quay"; }
