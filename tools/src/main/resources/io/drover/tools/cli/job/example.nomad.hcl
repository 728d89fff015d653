# One job: a small web server that answers with a fixed text. Run it with
#
#     nomad job run example.nomad.hcl
#
# and look at it with "nomad job status example".
job "example" {
  # Where the job may run. An asterisk means every datacenter.
  datacenters = ["*"]

  # "service" keeps running; "batch" runs until its tasks end; "system" runs once on every node.
  type = "service"

  # A group is placed on one node as a whole. Its tasks share a network and a folder.
  group "web" {
    # How many copies of the group run.
    count = 1

    network {
      # A free port of the node, which the tasks find as NOMAD_PORT_http.
      port "http" {
        to = 8080
      }
    }

    # How long the tasks go on after their addresses were withdrawn.
    shutdown_delay = "5s"

    # Registers the address of each copy, so that others find it by the service's name.
    service {
      name     = "example-web"
      port     = "http"
      provider = "nomad"

      check {
        type     = "http"
        path     = "/"
        interval = "10s"
        timeout  = "2s"
      }
    }

    # What happens on the node when a task fails.
    restart {
      attempts = 2
      interval = "30m"
      delay    = "15s"
      mode     = "fail"
    }

    # How a new version replaces an old one.
    update {
      max_parallel     = 1
      min_healthy_time = "10s"
      healthy_deadline = "3m"
      auto_revert      = false
    }

    task "server" {
      driver = "docker"

      config {
        image   = "busybox:1"
        command = "httpd"
        args    = ["-v", "-f", "-p", "8080", "-h", "/local"]
        ports   = ["http"]
      }

      # A file that is written before the task starts.
      template {
        data        = "<h1>Hello from {{ env \"NOMAD_ALLOC_NAME\" }}</h1>\n"
        destination = "local/index.html"
      }

      # What the task needs: processor in MHz, memory in MB.
      resources {
        cpu    = 50
        memory = 64
      }
    }
  }
}
