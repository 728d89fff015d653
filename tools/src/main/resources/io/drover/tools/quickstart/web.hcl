# A service: two instances that run until they are stopped, each with a port of its own and an address that others can look up.
job "web" {
  type        = "service"
  datacenters = ["*"]

  group "web" {
    count = 2

    network {
      port "http" {}
    }

    service {
      name     = "web"
      provider = "nomad"
      port     = "http"
    }

    task "server" {
      driver = "raw_exec"

      config {
        command = "/bin/sh"
        args = ["-c", <<EOT
n=0
while true; do
  n=$((n + 1))
  echo "instance $NOMAD_ALLOC_INDEX on port $NOMAD_PORT_http: line $n"
  sleep 1
done
EOT
        ]
      }

      resources {
        cpu    = 50
        memory = 32
      }
    }
  }
}
