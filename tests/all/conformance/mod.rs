//! What every backend does alike. Each behaviour is one function; the table below says where it runs, and
//! makes of each a test `conformance::<behaviour>::<backend>`.

mod borrows;
mod calls;
mod chains;
mod concurrent;
mod contract;
mod desk;
mod endings;
mod environment;
mod freed;
mod gigabyte;
mod handle;
mod instances;
mod lent;
mod limits;
mod logs;
mod nested;
mod offered;
mod pools;
mod resources;
mod streams;
pub mod types;
mod unclaimed;
pub mod values;
mod versions;

/// Makes tests of behaviours, one for each backend that is named.
macro_rules! behaviours {
    ($($file:ident::$name:ident: $($backend:ident)*;)*) => {$(
        mod $name {
            $(behaviours!(@$backend super::$file::$name);)*
        }
    )*};
    (@native $behaviour:path) => {
        #[test]
        fn native() {
            crate::bench::run(crate::bench::Bench::Native, $behaviour);
        }
    };
    (@spin $behaviour:path) => {
        #[test]
        fn native_spin() {
            crate::bench::run(crate::bench::Bench::Spin, $behaviour);
        }
    };
    (@wasm $behaviour:path) => {
        #[test]
        fn wasm() {
            crate::bench::run(crate::bench::Bench::Wasm, $behaviour);
        }
    };
    (@inline $behaviour:path) => {
        #[test]
        fn wasm_inline() {
            crate::bench::run(crate::bench::Bench::Inline, $behaviour);
        }
    };
}

behaviours! {
    types::types_round_trip: native spin wasm inline;
    types::types_round_trip_through_the_host: native spin wasm inline;
    types::typed_and_dynamic_agree: native wasm inline;
    types::special_numbers_keep_their_bits: native wasm inline;
    types::names_may_be_keywords: native wasm inline;
    types::several_parameters_keep_their_places: native wasm inline;

    calls::a_function_without_anything_is_called: native spin wasm inline;
    calls::the_world_has_functions_of_its_own: native wasm inline;
    calls::state_is_kept_between_calls: native spin wasm inline;
    calls::many_calls_at_once: native spin wasm;
    calls::calls_wait_their_turn: native spin wasm;
    calls::a_large_argument_and_result: native spin wasm inline;
    calls::a_call_may_be_made_from_another_task: native spin wasm inline;

    handle::dynamic_calls_are_checked_before_the_plugin_sees_them: native wasm inline;
    handle::an_unknown_function_is_suggested: native wasm inline;
    handle::an_ambiguous_name_wants_more: native wasm;
    handle::the_interface_is_known: native wasm;
    handle::a_stopped_plugin_says_so: native spin wasm inline;
    handle::a_plugin_is_healthy: native spin wasm;
    handle::a_plugin_is_loaded_once_at_a_time: native wasm;

    chains::an_import_may_call_another_plugin: native spin wasm inline;
    chains::an_import_may_be_answered_with_values: native wasm inline;
    chains::an_answer_of_another_type_ends_the_instance: native spin wasm inline;
    chains::an_import_that_panics_ends_the_instance: native spin wasm inline;
    chains::a_long_chain_of_plugins: native spin wasm;
    chains::a_call_back_into_itself_is_refused: native spin wasm inline;
    chains::a_call_back_through_another_is_refused: native spin wasm inline;
    chains::backends_mix_in_a_chain: native wasm;

    concurrent::async_calls_interleave: native spin wasm;
    concurrent::one_call_waits_for_several_imports: native spin wasm;
    concurrent::imports_follow_each_other: native spin wasm;
    concurrent::many_async_calls_at_once: native spin wasm;
    concurrent::async_functions_are_called_with_values: native wasm;
    concurrent::an_async_import_may_call_back: native spin wasm;
    concurrent::a_sync_import_may_not_call_back: native wasm;
    concurrent::async_calls_come_back_through_another: native spin wasm;
    concurrent::a_sync_import_is_not_come_back_to_through_another: native wasm;
    concurrent::a_sync_import_holds_the_instance: native wasm;
    concurrent::a_plugin_goes_on_after_its_answer: native spin wasm;
    concurrent::a_late_async_call_does_not_end_the_others: native;
    concurrent::an_overdue_async_call_ends_the_instance: native wasm;
    concurrent::a_dropped_async_call_is_dropped_in_the_plugin: native spin;
    concurrent::a_dropped_async_call_runs_on: wasm;
    concurrent::async_functions_end_like_others: native wasm;
    concurrent::an_async_function_knows_its_deadline: native wasm;
    concurrent::async_calls_in_flight_are_limited: native wasm;
    concurrent::a_stop_waits_for_async_calls: native wasm;
    concurrent::async_functions_do_not_run_inline: inline;

    desk::a_resource_may_wait: native spin wasm;
    desk::resources_are_dropped_beside_other_calls: native spin wasm;
    desk::a_resource_is_dropped_after_its_last_call: native wasm;
    desk::resources_of_the_host_outlive_no_call: native wasm;
    desk::resources_end_with_a_concurrent_instance: native wasm;

    lent::async_calls_are_lent_resources_inside_of_other_types: native spin wasm;
    lent::a_host_lends_to_async_calls_inside_of_other_types: native spin wasm;
    lent::a_plugin_lends_to_async_imports_inside_of_other_types: native spin wasm;
    lent::values_are_lent_to_async_calls_inside_of_others: native wasm;
    lent::what_is_lent_to_a_dropped_async_call_comes_back: native wasm;

    streams::bytes_go_in_and_come_out: native spin wasm;
    streams::elements_of_every_kind: native spin wasm;
    streams::a_task_of_a_sync_function: native wasm;
    streams::a_stream_is_written_by_hand: native spin wasm;
    streams::futures_go_in_and_come_out: native spin wasm;
    streams::streams_are_parts_of_other_types: native wasm;
    streams::a_writer_learns_that_nobody_reads: native wasm;
    streams::a_slow_reader_holds_the_writer_back: native wasm;
    gigabyte::a_gigabyte_takes_no_memory: native wasm;
    streams::an_error_in_the_middle_is_no_clean_end: native wasm;
    streams::streams_are_values: native wasm;
    streams::streams_of_values_are_read_and_written: native spin wasm;
    streams::a_value_of_another_type_breaks_its_stream: native wasm;
    streams::a_stream_of_records_is_a_value: native wasm;
    streams::streams_are_limited: native wasm;
    streams::fresh_instances_give_no_streams: native wasm;

    nested::a_stream_gives_resources_of_the_plugin: native spin wasm;
    nested::a_stream_gives_resources_back: native wasm;
    nested::a_stream_gives_resources_of_the_host: native spin wasm;
    nested::a_stream_of_resources_goes_back_as_it_came: native wasm;
    nested::resources_in_futures: native wasm;
    nested::a_resource_that_nobody_takes_is_dropped: native wasm;
    nested::a_stream_gives_more_resources_than_can_be_held: native wasm;
    nested::resources_in_streams_are_checked: native wasm;
    nested::streams_in_streams: native spin wasm;
    nested::streams_and_futures_in_records_in_streams: native wasm;
    nested::futures_in_futures: native wasm;
    nested::more_streams_than_may_be_open_wait: native wasm;
    nested::streams_of_resources_pass_between_plugins: native;
    nested::streams_of_resources_and_streams_are_values: native wasm;

    endings::an_application_error_is_a_value: native spin wasm inline;
    endings::a_panic_ends_the_instance: native spin wasm inline;
    endings::an_abort_ends_the_instance: native spin wasm inline;
    endings::an_exit_tells_its_status: native spin wasm inline;
    endings::a_failing_import_ends_the_instance: native spin wasm inline;
    endings::calls_that_wait_fail_with_the_one_that_ends_it: native spin wasm;
    endings::an_ended_plugin_can_be_loaded_again: native spin wasm;
    endings::a_killed_process_tells_its_signal: native spin;

    limits::a_deadline_ends_a_wait: native spin wasm;
    limits::a_deadline_ends_a_spin: native spin wasm inline;
    limits::the_deadline_is_the_callers_too: native wasm;
    limits::the_plugin_knows_what_is_left: native spin wasm inline;
    limits::a_dropped_call_keeps_the_state: native spin wasm;
    limits::a_dropped_call_is_noticed: native spin;
    limits::memory_is_limited: native wasm inline;
    limits::messages_are_limited: native spin wasm inline;
    limits::calls_in_flight_are_limited: native spin wasm;

    contract::another_parameter_type_is_refused: native wasm inline;
    contract::more_than_expected_is_fine: native wasm inline;
    contract::a_missing_import_is_refused: native wasm inline;
    contract::a_wrong_digest_is_refused: native wasm;
    contract::the_right_digest_is_accepted: native wasm;
    contract::a_wrong_cookie_is_refused: native;
    contract::a_wrong_version_is_refused: native;
    contract::without_tls_it_works_too: native spin;
    contract::one_line_switches_the_backend: native wasm;

    versions::an_older_minor_version_loads: native wasm inline;
    versions::a_changed_record_field_is_refused: native wasm inline;
    versions::a_newer_minor_version_loads: native wasm inline;
    versions::every_change_that_breaks_is_refused: native wasm;
    versions::resources_of_another_minor_version_are_the_same: native wasm inline;
    versions::another_major_version_is_refused: native wasm inline;

    instances::a_fresh_instance_knows_nothing: native spin wasm inline;
    instances::fresh_instances_run_side_by_side: native spin wasm;
    instances::a_pooled_instance_is_used_again: native spin wasm inline;
    instances::a_pooled_instance_has_one_call_at_a_time: native spin wasm;
    instances::shared_instances_share_the_calls: native spin wasm;
    instances::an_instance_that_ends_is_replaced: native spin wasm;
    instances::a_pool_has_a_bounded_queue: native wasm;
    instances::a_wait_for_an_instance_counts_against_the_deadline: native wasm;
    instances::a_dropped_call_keeps_its_instance_until_it_ends: native spin wasm;
    instances::several_instances_are_stopped_together: native spin wasm;
    instances::a_call_back_goes_to_another_instance: native spin wasm;
    instances::processes_are_counted: native;
    instances::each_instance_is_known: native wasm inline;

    environment::nothing_is_inherited: native wasm inline;
    environment::what_is_granted_is_there: native wasm inline;

    resources::a_resource_is_made_used_and_dropped: native spin wasm inline;
    resources::constructors_and_statics_may_fail: native wasm inline;
    resources::a_resource_may_be_given_back: native wasm inline;
    resources::resources_stand_inside_of_other_types: native spin wasm inline;
    resources::a_plugin_uses_resources_of_its_host: native spin wasm inline;
    resources::a_host_lends_and_gives_its_resources: native wasm inline;
    resources::a_resource_belongs_to_its_instance: native wasm inline;
    resources::a_resource_is_not_lent_and_given_at_once: native wasm inline;
    resources::resources_are_opaque_values: native wasm inline;
    resources::resources_are_limited: native wasm inline;
    resources::methods_go_to_the_instance_of_their_resource: native wasm inline;
    resources::resources_of_different_instances_do_not_meet: native wasm;
    resources::a_fresh_instance_stays_for_its_resources: native wasm;
    resources::everything_is_freed_with_the_instance: native wasm inline;
    resources::a_destructor_that_panics_ends_the_instance: native wasm inline;

    borrows::a_plugin_is_lent_its_resources_inside_of_other_types: native spin wasm inline;
    borrows::a_plugin_lends_inside_of_other_types: native spin wasm inline;
    borrows::a_host_lends_inside_of_other_types: native spin wasm inline;
    borrows::lent_values_stand_inside_of_others: native wasm inline;
    borrows::wrong_handles_are_found_inside_of_other_types: native wasm inline;

    pools::a_method_waits_while_its_instance_is_busy: native spin wasm;
    pools::a_method_keeps_its_turn: native spin wasm;
    pools::a_resource_ends_with_its_instance: native wasm inline;
    pools::a_resource_of_a_crashed_instance_is_gone: native wasm inline;
    pools::an_async_call_back_needs_another_instance: native wasm;
    pools::a_method_may_be_called_back: native spin wasm;
    pools::async_calls_interleave_in_each_shared_instance: native wasm;

    freed::what_is_made_in_a_loop_does_not_pile_up: native wasm inline;
    freed::everything_is_freed_by_a_panic: native wasm inline;
    freed::everything_is_freed_by_a_deadline: native wasm;
    freed::everything_is_freed_with_the_host: native wasm;
    freed::everything_is_freed_by_a_kill: native spin;
    freed::a_resource_keeps_no_deadline: native wasm inline;

    offered::a_host_offers_resources_without_types: native spin wasm inline;
    offered::a_host_passes_its_resources_as_values: native wasm inline;
    offered::a_value_that_is_no_resource_of_the_host_is_refused: native wasm inline;
    offered::a_resource_of_a_typed_host_is_a_value: native wasm inline;
    offered::resources_without_types_end_with_the_instance: native wasm;

    unclaimed::a_result_that_nobody_waits_for_is_let_go_of: native spin wasm;
    unclaimed::a_result_after_the_deadline_is_let_go_of: native wasm;
    unclaimed::a_result_that_is_too_large_is_let_go_of: native wasm;
    unclaimed::what_is_lent_is_not_given_away: native wasm;

    logs::events_reach_the_host: native spin wasm inline;
    logs::printed_lines_are_not_lost: native wasm inline;
    logs::printed_lines_go_where_the_host_wants: native wasm inline;
    logs::the_last_words_are_kept: native wasm;
}
