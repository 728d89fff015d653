job "example" {
  group "web" {
    network {
      port "http" {
        to = 8080
      }
    }

    task "server" {
      driver = "docker"

      config {
        image   = "busybox:1"
        command = "httpd"
        args    = ["-v", "-f", "-p", "8080"]
        ports   = ["http"]
      }

      resources {
        cpu    = 50
        memory = 64
      }
    }
  }
}
