job "mesh" {
  datacenters = ["*"]

  group "counter" {
    network {
      mode = "bridge"
    }

    service {
      name = "counter"
      port = "9001"

      connect {
        sidecar_service {}
      }
    }

    task "counter" {
      driver = "docker"

      config {
        image   = "busybox:1"
        command = "httpd"
        args    = ["-f", "-p", "9001"]
      }
    }
  }

  group "dashboard" {
    network {
      mode = "bridge"

      port "http" {
        static = 9002
        to     = 9002
      }
    }

    service {
      name = "dashboard"
      port = "http"

      connect {
        sidecar_service {
          proxy {
            upstreams {
              destination_name = "counter"
              local_bind_port  = 8080
            }
          }
        }
      }
    }

    task "dashboard" {
      driver = "docker"

      config {
        image   = "busybox:1"
        command = "httpd"
        args    = ["-f", "-p", "9002"]
      }
    }
  }
}
