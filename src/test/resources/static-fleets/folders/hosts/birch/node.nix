{ sshUser = "b"; remoteBuild = true; }
