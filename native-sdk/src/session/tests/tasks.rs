//! Async functions: beside each other, cancelled, woken from elsewhere.

use amphi_protocol::{Function, FunctionTable, Interface, Resource, Side, Type, wire};

use super::*;

#[tokio::test]
async fn async_calls_run_beside_each_other_and_their_imports_are_answered_in_any_order() {
    let mut fixture = start(true).await;
    let Fixture { lane, imports, .. } = &mut fixture;
    let call = |number: u32| {
        let id = lane.next_id();
        let function = FunctionIndex(TWO_IMPORTS);
        let head = CallHead { id, function, timeout: None, chain: Vec::new(), trace: None, scope: id.0 };
        lane.call(head, move |out| number.encode(out), u32::decode)
    };
    let (first, second) = (call(1), call(2));
    let host = async {
        let (one, two) = (imports.recv().await.unwrap(), imports.recv().await.unwrap());
        assert_eq!((one.0.function, two.0.function), (7, 7), "both wait for their first import");
        let number = |args: &[u8]| u32::decode(&mut Reader::new(args)).unwrap();
        let (a, b) = (number(&one.1), number(&two.1));
        // The second is answered first, and goes on alone.
        two.3.done(|out| (b * 10).encode(out)).await.unwrap();
        let (call, _, scope, reply) = imports.recv().await.unwrap();
        assert_eq!((call.function, call.parent, scope), (8, two.0.parent, two.2));
        reply.done(|out| 5_u32.encode(out)).await.unwrap();
        one.3.done(|out| (a * 10).encode(out)).await.unwrap();
        imports.recv().await.unwrap().3.done(|out| 6_u32.encode(out)).await.unwrap();
    };
    let all = async { tokio::join!(first, second, host) };
    let (first, second, ()) = tokio::time::timeout(LIMIT, all).await.unwrap();
    assert_eq!((first.unwrap(), second.unwrap()), (16, 25));
    assert_eq!(fixture.end(), Ended::Host);
}

#[tokio::test]
async fn sync_calls_and_health_are_answered_beside_an_async_one() {
    let fixture = start(false).await;
    for function in [FOR_EVER, BUSY] {
        let waits = fixture.call::<_, ()>(function, ());
        let others = async {
            assert_eq!(fixture.call::<_, Vec<u8>>(ECHO, vec![4_u8]).await.unwrap(), [4]);
            fixture.lane.health().await.unwrap();
        };
        tokio::select! {
            biased;
            ended = waits => panic!("{ended:?}"),
            () = others => {}
        }
    }
    assert_eq!(fixture.end(), Ended::Host);
}

#[tokio::test]
async fn a_cancelled_async_call_is_dropped_in_the_plugin() {
    let fixture = start(true).await;
    let id = fixture.lane.next_id();
    assert!(!fixture.call::<_, bool>(WAS_DROPPED, ()).await.unwrap());
    let call = fixture.call_as::<_, ()>(id, FOR_EVER, None, ());
    let begun = async { fixture.call::<_, Vec<u8>>(ECHO, vec![0_u8]).await };
    tokio::select! {
        biased;
        ended = call => panic!("{ended:?}"),
        _ = begun => {}
    }
    tokio::time::timeout(LIMIT, fixture.lane.settled(id)).await.unwrap();
    assert!(fixture.call::<_, bool>(WAS_DROPPED, ()).await.unwrap());
    assert_eq!(fixture.end(), Ended::Host);
}

#[tokio::test]
async fn a_call_that_is_given_up_takes_its_import_back() {
    let mut fixture = start(false).await;
    let id = fixture.lane.next_id();
    let Fixture { lane, imports, handler, .. } = &mut fixture;
    let head =
        CallHead { id, function: FunctionIndex(TWO_IMPORTS), timeout: None, chain: Vec::new(), trace: None, scope: 0 };
    let call = lane.call(head, |out| 1_u32.encode(out), u32::decode);
    let import = tokio::select! {
        ended = call => panic!("{ended:?}"),
        import = imports.recv() => import.unwrap(),
    };
    tokio::time::timeout(LIMIT, lane.settled(id)).await.unwrap();
    tokio::time::timeout(LIMIT, lane.health()).await.unwrap().unwrap();
    assert_eq!(*handler.cancelled.lock().unwrap(), [import.0.id]);
    assert_eq!(fixture.end(), Ended::Host);
}

/// The answer is on its way when the import is given up: what it gives goes back.
#[tokio::test]
async fn what_a_late_answer_gives_is_given_back() {
    let bucket = Resource { side: Side::Import, interface: None, name: "bucket".into() };
    let result = Some(Type::list(Type::own(bucket.clone())));
    let open = Function { interface: None, name: "open".into(), is_async: true, params: Vec::new(), result };
    let imports = FunctionTable::new(vec![open]).unwrap().with_resources(vec![bucket]).unwrap();
    let interface = Interface { exports: FunctionTable::default(), imports };
    let open = Async(|input, out| call_async(input, out, async |(): ()| import_async::<u32>(0, |_| ()).await));
    let served = Box::leak(Box::new(Plugin {
        name: "test",
        version: "0.0.0",
        interface: interface.to_bytes().leak(),
        functions: vec![open].leak(),
    }));
    let mut fixture = start_as(served, false, false, hello()).await;
    let id = fixture.lane.next_id();
    let Fixture { lane, imports, handler, .. } = &mut fixture;
    let head = CallHead { id, function: FunctionIndex(0), timeout: None, chain: Vec::new(), trace: None, scope: 0 };
    let call = lane.call(head, |_| (), u32::decode);
    let (.., reply) = tokio::select! {
        ended = call => panic!("{ended:?}"),
        import = imports.recv() => import.unwrap(),
    };
    tokio::time::timeout(LIMIT, lane.settled(id)).await.unwrap();
    tokio::time::timeout(LIMIT, lane.health()).await.unwrap().unwrap();
    assert_eq!(handler.cancelled.lock().unwrap().len(), 1);
    let answer = |out: &mut Vec<u8>| {
        wire::write_u64(2, out);
        [7_u64, 9].iter().for_each(|number| number.encode(out));
    };
    reply.done(answer).await.unwrap();
    tokio::time::timeout(LIMIT, lane.health()).await.unwrap().unwrap();
    assert_eq!(*handler.dropped.lock().unwrap(), [7, 9]);
    assert_eq!(fixture.end(), Ended::Host);
}

#[tokio::test]
async fn a_task_is_woken_from_another_thread_and_by_what_it_spawned() {
    let fixture = start(true).await;
    assert_eq!(fixture.call::<_, u32>(FROM_ELSEWHERE, ()).await.unwrap(), 101);
    assert_eq!(fixture.end(), Ended::Host);
}

#[tokio::test]
async fn a_panic_of_an_async_function_ends_the_instance() {
    let fixture = start(true).await;
    let result = fixture.call::<_, u32>(ASYNC_PANIC, "no more").await;
    let Err(CallError::Failed(failure)) = result else { panic!("{result:?}") };
    assert_eq!((failure.kind, failure.message.as_str()), (FailureKind::Panicked, "no more"));
    assert_eq!(fixture.ended.recv_timeout(LIMIT).unwrap().unwrap(), Ended::Panicked);
}

#[tokio::test]
async fn a_host_that_leaves_ends_what_is_under_way() {
    let fixture = start(false).await;
    let call = fixture.call::<_, ()>(FOR_EVER, ());
    let begun = fixture.lane.health();
    tokio::select! {
        biased;
        ended = call => panic!("{ended:?}"),
        begun = begun => begun.unwrap(),
    }
    assert_eq!(fixture.end(), Ended::Host);
}
