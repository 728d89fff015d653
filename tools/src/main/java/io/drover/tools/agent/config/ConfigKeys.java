package io.drover.tools.agent.config;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The keys that a configuration may hold, by block. A block that is listed here is closed: any other key in it is an error. Blocks
 * whose content belongs to others (driver options, metadata, response headers) are open.
 */
final class ConfigKeys {
    private static final Map<String, Set<String>> CLOSED = new HashMap<>();

    /** Blocks with a label between type and body. */
    private static final Set<String> LABELLED = Set.of(
            "client.host_volume",
            "client.host_network",
            "client.fingerprint",
            "client.device",
            "plugin",
            "keyring",
            "audit.sink",
            "audit.filter");

    static {
        closed(
                "",
                "region datacenter name data_dir plugin_dir bind_addr enable_debug ports addresses advertise leave_on_interrupt "
                        + "leave_on_terminate log_level log_json log_include_location log_file log_rotate_bytes log_rotate_duration "
                        + "log_rotate_max_files enable_syslog syslog_facility eventlog http_api_response_headers disable_update_check "
                        + "disable_anonymous_signature limits rpc sentinel client server acl tls telemetry plugin consul vault autopilot ui "
                        + "audit keyring reporting");
        closed("ports", "http rpc serf");
        closed("addresses", "http rpc serf");
        closed("advertise", "http rpc serf");
        closed(
                "limits",
                "https_handshake_timeout http_max_conns_per_client rpc_handshake_timeout rpc_max_conns_per_client");
        closed(
                "client",
                "enabled state_dir alloc_dir alloc_mounts_dir host_volumes_dir host_volume_plugin_dir common_plugin_dir "
                        + "servers server_join node_class node_pool node_max_allocs default_ineligible meta options chroot_env "
                        + "network_interface network_speed preferred_address_family cpu_total_compute memory_total_mb disk_total_mb "
                        + "disk_free_mb cpu_disable_dmidecode reservable_cores reserved max_kill_timeout client_min_port client_max_port "
                        + "min_dynamic_port max_dynamic_port gc_interval gc_parallel_destroys gc_disk_usage_threshold "
                        + "gc_inode_usage_threshold gc_max_allocs gc_volumes_on_node_gc no_host_uuid disable_remote_exec template artifact "
                        + "host_volume host_network device cni_path cni_config_dir bridge_network_name bridge_network_subnet "
                        + "bridge_network_subnet_ipv6 bridge_network_hairpin_mode bind_wildcard_default_host_network cgroup_parent "
                        + "nomad_service_discovery drain_on_shutdown users fingerprint");
        closed("client.reserved", "cpu cores memory disk reserved_ports");
        closed("client.server_join", "retry_join retry_interval retry_max start_join");
        closed("client.host_volume.*", "path read_only");
        closed("client.device.*", "paths env attributes");
        closed("client.host_network.*", "cidr interface reserved_ports");
        closed("client.drain_on_shutdown", "deadline force ignore_system_jobs");
        closed(
                "server",
                "enabled bootstrap_expect authoritative_region data_dir num_schedulers enabled_schedulers "
                        + "enable_event_broker event_buffer_size node_gc_threshold job_gc_interval job_gc_threshold eval_gc_threshold "
                        + "batch_eval_gc_threshold deployment_gc_threshold csi_volume_claim_gc_interval csi_volume_claim_gc_threshold "
                        + "csi_plugin_gc_threshold acl_token_gc_threshold root_key_gc_interval root_key_gc_threshold "
                        + "root_key_rotation_threshold heartbeat_grace min_heartbeat_ttl max_heartbeats_per_second "
                        + "failover_heartbeat_ttl client_introduction default_scheduler_config plan_rejection_tracker plan_apply_pipeline "
                        + "job_default_priority job_max_priority job_max_count job_max_source_size job_tracked_versions encrypt retry_join "
                        + "retry_max retry_interval start_join server_join rejoin_after_leave raft_protocol raft_multiplier raft_boltdb rehearsal "
                        + "raft_logstore raft_snapshot_threshold raft_snapshot_interval raft_trailing_logs search deploy_query_rate_limit "
                        + "journal oidc_issuer start_timeout license_path redundancy_zone non_voting_server upgrade_version protocol_version");
        closed("server.journal", "enabled max_size max_age disk_reserve");
        closed("server.server_join", "retry_join retry_interval retry_max start_join");
        closed(
                "acl",
                "enabled token_ttl policy_ttl role_ttl replication_token token_min_expiration_ttl "
                        + "token_max_expiration_ttl");
        closed(
                "tls",
                "http rpc ca_file cert_file key_file verify_server_hostname verify_https_client rpc_upgrade_mode "
                        + "tls_min_version tls_cipher_suites tls_prefer_server_cipher_suites");
    }

    private ConfigKeys() {}

    static boolean isLabelled(final String block) {
        return LABELLED.contains(block);
    }

    /** The keys of a block, or null when it is open. */
    static @Nullable Set<String> of(final String block) {
        return CLOSED.get(block);
    }

    /** The existing keys, to be shown beside an unknown one. */
    static String listing(final String block) {
        final Set<String> keys = CLOSED.get(block);
        return keys == null ? "" : String.join(", ", keys);
    }

    private static void closed(final String block, final String keys) {
        final List<String> names = Arrays.asList(keys.split(" "));
        CLOSED.put(block, new TreeSet<>(names));
    }
}
