job "s" {
  type = "service"
  update {
    canary = 1
    auto_promote = true
  }
  group "g" {
    network {
      mode = "bridge"
      port "http" { to = 80 }
    }
    service {
      name = "${JOB}-x"
      port = "http"
      check {
        type     = "http"
        path     = "/"
        interval = "10s"
        timeout  = "2s"
      }
      connect {
        sidecar_service {
          proxy {
            upstreams {
              destination_name = "db"
              local_bind_port  = 5432
            }
          }
        }
      }
    }
    volume "v" {
      type   = "host"
      source = "v"
    }
    task "t" {
      driver = "docker"
      constraint {
        attribute = "${attr.kernel.name}"
        operator  = "regexp"
        value     = "^linux$"
      }
      template {
        data        = "{{ key }}"
        destination = "local/x"
      }
      artifact { source = "http://x/y" }
      vault {}
      identity { name = "i" }
      resources { cores = 1 }
    }
  }
}
