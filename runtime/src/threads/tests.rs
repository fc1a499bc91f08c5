//! Containers, counts and tables under several threads.

use crate::threads::safepoint;
use crate::types::dict::DictObj;
use crate::types::float;
use crate::types::list::{self, ListObj, packed};
use crate::types::{int, iterators, set, str, tuple, weakref};
use crate::{ClassId, Value, attr, call, class, iter, leak, ops};
use std::collections::HashMap;
use std::sync::Barrier;

/// A reference that is handed to another thread.
struct Sent(Value);
// SAFETY: this is what the build is for: counts are biased, containers lock.
unsafe impl Send for Sent {}
unsafe impl Sync for Sent {}

/// Runs a job on two threads at once, with their numbers and references of their own to the values; yields what they return.
fn on_two<T: Send>(values: &[&Value], job: impl Fn(i64, &[Value]) -> T + Sync) -> Vec<T> {
    let start = Barrier::new(2);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..2)
            .map(|number| {
                let sent: Vec<Sent> = values.iter().map(|v| Sent(Value::clone(v))).collect();
                let (job, start) = (&job, &start);
                scope.spawn(move || {
                    let values: Vec<Value> = sent.into_iter().map(|s| s.0).collect();
                    start.wait();
                    job(number, &values)
                })
            })
            .collect();
        threads
            .into_iter()
            .map(|t| t.join().expect("no panic"))
            .collect()
    })
}

/// One test at a time, in a world whose leftovers are counted.
struct World {
    _turn: std::sync::MutexGuard<'static, ()>,
}
fn world() -> World {
    let turn = crate::start::for_tests();
    leak::start();
    World { _turn: turn }
}
impl Drop for World {
    fn drop(&mut self) {
        safepoint();
        if !std::thread::panicking() {
            assert_eq!(leak::survivors(), Vec::<String>::new());
        }
    }
}

fn text(n: i64) -> Value {
    str::new_str(format!("the text number {n}").as_bytes())
}
fn list_of(v: &Value) -> &ListObj {
    v.get::<ListObj>().expect("a list")
}
fn dict_of(v: &Value) -> &DictObj {
    v.get::<DictObj>().expect("a dict")
}
fn is_dead(weak: &Value) -> bool {
    call::call(weak, &[]).expect("a reference").is_none()
}
fn count(v: &Value) -> i64 {
    v.header().expect("an object").references()
}

#[test]
fn counts_of_shared_objects_are_balanced() {
    let _world = world();
    let shared = list::new_list(vec![text(1), text(2)]);
    on_two(&[&shared], |_, v| {
        let mut kept = vec![];
        for i in 0..100_000 {
            kept.push(v[0].clone());
            if i % 3 != 0 {
                kept.swap_remove(i % kept.len());
            }
            if kept.len() > 100 {
                kept.clear();
            }
        }
    });
    safepoint();
    assert_eq!(count(&shared), 1);
}

#[test]
fn a_packed_list_becomes_words_under_two_threads() {
    let _world = world();
    let number = |n: i64| float::from_f64(n as f64);
    let shared = packed::from_items((0..100).map(number).collect());
    on_two(&[&shared], |thread, v| {
        let l = list_of(&v[0]);
        for i in 0..10_000 {
            l.push_packed(number(i));
            drop(l.replace_at(i % 100, number(i)));
            if thread == 0 && i == 5_000 {
                l.push(text(i));
            }
            assert!(l.get(i as usize).is_some());
        }
    });
    assert_eq!(list_of(&shared).len(), 20_101);
}

#[test]
fn what_others_give_back_is_freed_by_the_owner() {
    let _world = world();
    // The references that the threads drop were counted here, by the owner.
    let mut weak = vec![];
    let objects: Vec<Value> = (0..1000)
        .map(|_| {
            let object = set::from_items(vec![]).unwrap();
            weak.push(weakref::new_ref(ClassId::WEAKREF as u32, &object, None).unwrap());
            object
        })
        .collect();
    let objects = list::new_list(objects);
    on_two(&[&objects], |_, v| {
        while let Some(object) = list_of(&v[0]).pop() {
            drop(object);
        }
    });
    safepoint();
    assert!(weak.iter().all(is_dead));
}

#[test]
fn objects_outlive_the_thread_that_made_them() {
    let _world = world();
    let all = list::new_list(vec![]);
    let weak = list::new_list(vec![]);
    on_two(&[&all, &weak], |number, v| {
        for i in 0..1000 {
            let object = set::from_items(vec![text(i + 1000 * number)]).unwrap();
            list_of(&v[1]).push(weakref::new_ref(ClassId::WEAKREF as u32, &object, None).unwrap());
            list_of(&v[0]).push(object);
        }
    });
    assert_eq!(list_of(&all).len(), 2000);
    assert!(!list_of(&weak).to_vec().iter().any(is_dead));
    list_of(&all).clear();
    assert!(list_of(&weak).to_vec().iter().all(is_dead));
}

#[test]
fn weak_references_yield_the_object_or_none() {
    let _world = world();
    for _ in 0..300 {
        let weak = list::new_list(vec![]);
        on_two(&[&weak], |number, v| {
            if number == 0 {
                let object = set::from_items(vec![text(1)]).unwrap();
                let id = ClassId::WEAKREF as u32;
                list_of(&v[0]).push(weakref::new_ref(id, &object, None).unwrap());
                return drop(object);
            }
            let weak = loop {
                if let Some(weak) = list_of(&v[0]).get_at(0) {
                    break weak;
                }
            };
            loop {
                let found = call::call(&weak, &[]).expect("a reference");
                if found.is_none() {
                    break;
                }
                assert_eq!(set::as_set(&found).expect("the set").len(), 1);
            }
        });
        assert!(list_of(&weak).to_vec().iter().all(is_dead));
    }
}

#[test]
fn lists_keep_every_item() {
    let _world = world();
    const N: i64 = 20_000;
    let shared = list::new_list(vec![]);
    let popped = on_two(&[&shared], |number, v| {
        let l = list_of(&v[0]);
        let mut popped = vec![];
        for i in 0..N {
            l.push(text(2 * i + number));
            // Whatever lies there is a whole text.
            if let Some(found) = l.get_at(-1) {
                assert!(str::to_string(&found).starts_with("the text number "));
            }
            match i % 4 {
                0 => popped.extend(l.pop().map(|v| str::to_string(&v))),
                1 => popped.extend(l.remove_at(0).map(|v| str::to_string(&v))),
                _ => {}
            }
        }
        popped
    });
    let rest = list_of(&shared).take_all();
    assert_eq!(list_of(&shared).len(), 0);
    let mut all: Vec<String> = popped.into_iter().flatten().collect();
    all.extend(rest.iter().map(str::to_string));
    all.sort_unstable();
    let mut expected: Vec<String> = (0..2 * N).map(|i| str::to_string(&text(i))).collect();
    expected.sort_unstable();
    assert_eq!(all, expected);
}

#[test]
fn lists_change_while_they_are_read() {
    let _world = world();
    let shared = list::new_list((0..50).map(text).collect());
    let own = |name: &str| str::intern(name.as_bytes());
    on_two(&[&shared], |number, v| {
        let l = list_of(&v[0]);
        let method = |name: &str, args: &[&Value]| {
            let result = call::call_method(&v[0], &own(name), args);
            // An index that another thread has made invalid is an IndexError, never a crash.
            result.unwrap_or_else(|_| crate::context::take_exception())
        };
        for i in 0..3000 {
            let at = Value::small(i % 60 - 5);
            if number == 0 {
                match i % 7 {
                    0 => l.insert_at(i % 40, text(i)),
                    1 => drop(method("pop", &[&at])),
                    2 => drop(method("reverse", &[])),
                    3 => drop(method("sort", &[])),
                    4 => drop(l.exchange(|n| (n / 4, n / 2), vec![text(i), text(i + 1)])),
                    5 => drop(method("__delitem__", &[&slice(1, 40, 3)])),
                    _ => (0..12).for_each(|k| l.push(text(k))),
                }
            } else {
                match i % 6 {
                    0 => drop(method("__getitem__", &[&at])),
                    1 => drop(method("__getitem__", &[&slice(2, 30, 2)])),
                    2 => drop(method("copy", &[])),
                    3 => drop(method("__setitem__", &[&at, &text(i)])),
                    4 => drop(ops::repr(&v[0]).expect("a text")),
                    _ => {
                        for item in iter::collect(&v[0]).expect("items") {
                            assert!(str::to_string(&item).starts_with("the text"));
                        }
                    }
                }
            }
        }
    });
    for item in list_of(&shared).take_all() {
        assert_eq!(count(&item), 1);
    }
}

fn slice(start: i64, stop: i64, step: i64) -> Value {
    crate::types::slice::new_slice(Value::small(start), Value::small(stop), Value::small(step))
}

/// Keys of every kind of search: ints, texts, and tuples, which are compared outside the lock.
fn key(n: i64) -> Value {
    match n % 3 {
        0 => Value::small(n),
        1 => text(n),
        _ => tuple::new_tuple(vec![Value::small(n), text(n)]),
    }
}

#[test]
fn dicts_keep_every_entry() {
    let _world = world();
    const N: i64 = 6000;
    let shared = DictObj::new();
    on_two(&[&shared], |number, v| {
        let d = dict_of(&v[0]);
        for i in 0..N {
            let n = 2 * i + number;
            d.set(&key(n), text(n)).unwrap();
            if i % 2 == 1 {
                let (k, found) = d.remove(&key(n - 2)).unwrap().expect("just set");
                assert!(ops::equal(&k, &key(n - 2)).unwrap());
                assert!(str::equal(&found, &text(n - 2)));
            }
            // The other thread's entries come and go, but a value always belongs to its key.
            let other = n ^ 1;
            if let Some(found) = d.get(&key(other)).unwrap() {
                assert!(str::equal(&found, &text(other)));
            }
        }
    });
    let d = dict_of(&shared);
    assert_eq!(d.len(), N as usize);
    for i in (1..N).step_by(2) {
        for number in 0..2 {
            let n = 2 * i + number;
            assert!(str::equal(
                &d.get(&key(n)).unwrap().expect("kept"),
                &text(n)
            ));
            assert!(d.get(&key(n - 2)).unwrap().is_none());
        }
    }
}

#[test]
fn dicts_are_read_and_cleared_at_once() {
    let _world = world();
    let shared = DictObj::new();
    on_two(&[&shared], |number, v| {
        let d = dict_of(&v[0]);
        for i in 0..4000 {
            d.set(&key(i % 40), text(i % 40)).unwrap();
            match i % 9 {
                0 if number == 0 => d.clear(),
                1 => drop(d.pop_last()),
                2 => d.to_vec().iter().for_each(|(k, value)| {
                    assert!(ops::equal(value, &text(number_of(k))).unwrap());
                }),
                3 => assert!(dict_of(&d.copy()).len() <= 40),
                4 => drop(ops::repr(&v[0]).unwrap()),
                _ => {}
            }
        }
    });
    assert!(dict_of(&shared).len() <= 40);
}

fn number_of(key: &Value) -> i64 {
    if let Some(n) = key.as_small() {
        return n;
    }
    if key.is_exactly(ClassId::TUPLE) {
        return number_of(&tuple::items(key)[0]);
    }
    let text = str::to_string(key);
    text.rsplit(' ').next().unwrap().parse().unwrap()
}

#[test]
fn one_default_wins() {
    let _world = world();
    let shared = DictObj::new();
    let results = on_two(&[&shared], |number, v| {
        (0..5000)
            .map(|n| {
                let mine = text(n + 10_000 * number);
                let found = dict_of(&v[0]).set_default(&key(n), mine).unwrap();
                found.word()
            })
            .collect::<Vec<u64>>()
    });
    assert_eq!(results[0], results[1]);
}

#[test]
fn every_item_leaves_a_set_once() {
    let _world = world();
    const N: i64 = 4000;
    let shared = set::from_items(vec![]).unwrap();
    let popped = on_two(&[&shared], |number, v| {
        let s = set::as_set(&v[0]).unwrap();
        let mut popped = vec![];
        for i in 0..N {
            let item = key(2 * i + number);
            set::add(&v[0], &item).unwrap();
            if i % 3 == 0 {
                popped.extend(s.pop().map(|v| number_of(&v)));
            }
            if i % 5 == 0 {
                let gone = s
                    .remove_hashed(set::hash_item(&item).unwrap(), &item)
                    .unwrap();
                popped.extend(gone.map(|v| number_of(&v)));
            }
        }
        popped
    });
    let s = set::as_set(&shared).unwrap();
    let mut all: Vec<i64> = popped.into_iter().flatten().collect();
    all.extend(s.to_hashed().iter().map(|(_, v)| number_of(v)));
    assert_eq!(s.to_hashed().len(), s.len());
    all.sort_unstable();
    assert_eq!(all, (0..2 * N).collect::<Vec<_>>());
}

#[test]
fn sets_merge_in_both_directions() {
    let _world = world();
    let a = set::from_items((0..200).map(key).collect()).unwrap();
    let b = set::from_items((100..300).map(key).collect()).unwrap();
    on_two(&[&a, &b], |number, v| {
        let (to, from) = (&v[number as usize], &v[1 - number as usize]);
        for i in 0..300 {
            set::update(to, from).unwrap();
            set::add(to, &key(300 + i)).unwrap();
        }
        set::update(to, from).unwrap();
    });
    set::update(&a, &b).unwrap();
    assert_eq!(set::as_set(&a).unwrap().len(), 600);
}

#[test]
fn shared_texts_do_not_grow_in_place() {
    let _world = world();
    let shared = text(7);
    let long = str::new_str("äöü…".repeat(500).as_bytes());
    on_two(&[&shared, &long], |number, v| {
        let more = str::new_str(if number == 0 { b"-left" } else { b"-right" });
        for _ in 0..5000 {
            let mut grown = v[0].clone();
            for _ in 0..3 {
                grown = str::append(grown, &more).unwrap().unwrap();
            }
            let expected = format!("the text number 7{}", str::to_string(&more).repeat(3));
            assert_eq!(str::to_string(&grown), expected);
        }
        // The index of byte offsets serves both.
        let long = v[1].get::<str::StrObj>().unwrap();
        for at in (0..2000).rev() {
            let expected = ["ä", "ö", "ü", "…"][at % 4];
            assert_eq!(str::to_string(&str::char_at(long, at)), expected);
        }
    });
    assert_eq!(str::to_string(&shared), "the text number 7");
}

#[test]
fn an_interned_text_is_one_object() {
    let _world = world();
    let results = on_two(&[], |_, _| {
        (0..2000)
            .map(|n| str::intern(format!("name_{n}").as_bytes()).into_word())
            .collect::<Vec<u64>>()
    });
    assert_eq!(results[0], results[1]);
}

/// `type(name, (), namespace)`
fn new_class(name: &str, namespace: &[(&str, Value)]) -> Value {
    let dict = DictObj::new();
    for (k, v) in namespace {
        dict_of(&dict).set_interned(&str::intern(k.as_bytes()), v.clone());
    }
    let name = str::new_str(name.as_bytes());
    let bases = tuple::new_tuple(vec![]);
    call::call(
        &class::builtin(ClassId::TYPE).value(),
        &[&name, &bases, &dict],
    )
    .unwrap()
}

#[test]
fn attributes_of_a_shared_instance() {
    let _world = world();
    let slots = tuple::new_tuple(vec![str::intern(b"x"), str::intern(b"y")]);
    let module = ("__module__", str::intern(b"tests"));
    let open = new_class("Open", std::slice::from_ref(&module));
    let slotted = new_class("Slotted", &[module, ("__slots__", slots)]);
    for class in [&open, &slotted] {
        let shared = call::call(class, &[]).unwrap();
        on_two(&[&shared], |number, v| {
            let names = [str::intern(b"x"), str::intern(b"y")];
            for i in 0..5000 {
                let name = &names[(i + number) as usize % 2];
                attr::set(&v[0], name, Some(text(i))).unwrap();
                match attr::get(&v[0], name) {
                    Ok(found) => assert!(str::to_string(&found).starts_with("the text")),
                    Err(_) => drop(crate::context::take_exception()),
                }
                if i % 10 == 0 && attr::set(&v[0], name, None).is_err() {
                    drop(crate::context::take_exception());
                }
            }
            attr::set(&v[0], &names[0], Some(text(1))).unwrap();
            attr::set(&v[0], &names[1], Some(text(2))).unwrap();
        });
        for (name, n) in [("x", 1), ("y", 2)] {
            let found = attr::get(&shared, &str::intern(name.as_bytes())).unwrap();
            assert!(str::equal(&found, &text(n)));
        }
    }
}

#[test]
fn attributes_of_a_class_change_while_they_are_looked_up() {
    let _world = world();
    let class = new_class(
        "Changing",
        &[("__module__", str::intern(b"tests")), ("x", text(0))],
    );
    let made = on_two(&[&class], |number, v| {
        let name = str::intern(b"x");
        for i in 0..5000 {
            if number == 0 {
                attr::set(&v[0], &name, Some(text(i))).unwrap();
            } else {
                let found = attr::get(&v[0], &name).unwrap();
                assert!(str::to_string(&found).starts_with("the text"));
            }
        }
        // Classes made at the same time have numbers of their own.
        let own: Vec<u32> = (0..50)
            .map(|i| {
                let made = new_class(&format!("C{i}"), &[]);
                let object = call::call(&made, &[]).unwrap();
                assert!(object.class().value().is(&made));
                class::as_class(&made).unwrap().id
            })
            .collect();
        own
    });
    let mut ids: Vec<u32> = made.into_iter().flatten().collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 100);
    let x = attr::get(&class, &str::intern(b"x")).unwrap();
    assert!(str::equal(&x, &text(4999)));
}

#[test]
fn shared_iterators() {
    let _world = world();
    const N: i64 = 50_000;
    let range = iterators::new_range_iterator(0, N, 1);
    let list = list::new_list((0..1000).map(Value::small).collect());
    let over_list = iter::iter(&list).unwrap();
    let seen = on_two(&[&range, &over_list], |_, v| {
        let mut seen = vec![];
        while let Some(item) = iter::next(&v[0]).unwrap() {
            seen.push(item.as_small().unwrap());
        }
        while let Some(item) = iter::next(&v[1]).unwrap() {
            assert!((0..1000).contains(&item.as_small().unwrap()));
        }
        seen
    });
    // A range hands each number out once.
    let mut all: Vec<i64> = seen.into_iter().flatten().collect();
    all.sort_unstable();
    assert_eq!(all, (0..N).collect::<Vec<_>>());
    assert!(iter::next(&over_list).unwrap().is_none());
}

#[test]
fn memory_of_ended_threads_is_used_again() {
    let _world = world();
    let mut counts: HashMap<u64, u32> = HashMap::new();
    for _ in 0..20 {
        let words = std::thread::scope(|s| {
            s.spawn(|| {
                let made: Vec<Value> = (0..100).map(|i| int::from_i64(i64::MAX - i)).collect();
                made.iter().map(Value::word).collect::<Vec<u64>>()
            })
            .join()
            .unwrap()
        });
        words
            .into_iter()
            .for_each(|w| *counts.entry(w).or_default() += 1);
    }
    assert!(counts.len() < 2000, "{} different blocks", counts.len());
}
