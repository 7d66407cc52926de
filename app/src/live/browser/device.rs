//! The store on the device: updates that the server has not acknowledged, in the browser's own database (IndexedDB).
//!
//! An entry's key is `document/person/number`, and `aside/…` for what was set aside. Only the same person's page on the same document takes
//! it up again: on a shared tablet nobody sends somebody else's words under their own name.
//! Browsers close the database when they like (a tablet that was put away, cleared site data, too little space), so it is opened whenever it
//! is needed and not open.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use js_sys::{Array, Promise, Uint8Array};
use leptos::prelude::window;
use model::live::link::{PendingKey, SetAside, Stored};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, IdbDatabase, IdbKeyRange, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction, IdbTransactionMode};

const DATABASE: &str = "twilight";
const STORE: &str = "pending";

/// What is kept for what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// To be sent.
    Pending,
    /// For the person alone.
    Aside,
}

/// The store for one person on one document.
pub struct Device {
    /// Resolves to the open database.
    opening: RefCell<Option<Promise>>,
    /// `document/person/`.
    place: String,
    on_close: Closure<dyn FnMut(Event)>,
}

impl Device {
    /// Nothing is opened yet. `closed` is called when the browser says that it has closed the database.
    pub fn new(document: &str, person: &str, closed: impl Fn() + 'static) -> Rc<Self> {
        Rc::new_cyclic(|this: &Weak<Self>| {
            let this = this.clone();
            let on_close = Closure::new(move |_: Event| {
                if let Some(this) = this.upgrade() {
                    this.opening.replace(None);
                }
                closed();
            });
            Self { opening: RefCell::new(None), place: format!("{document}/{person}/"), on_close }
        })
    }

    /// Lets go of the database, whether it is open, closed or silent: the next use opens it.
    pub fn open_anew(&self) {
        self.opening.replace(None);
    }

    /// Writes one update; done when the browser says that the transaction is complete.
    pub async fn put(&self, key: PendingKey, update: &[u8]) -> Result<(), JsValue> {
        self.write(|store| store.put_with_key(&Uint8Array::from(update), &self.key(Shelf::Pending, key)).map(|_| ())).await
    }

    /// Writes one update among those set aside, and `instead` among the pending ones: both or neither.
    pub async fn set_aside(&self, aside: &SetAside, instead: &[u8]) -> Result<(), JsValue> {
        let (from, to) = (self.key(Shelf::Pending, aside.key), self.key(Shelf::Aside, aside.key));
        self.write(|store| {
            store.put_with_key(&Uint8Array::from(aside.update.as_slice()), &to)?;
            if instead.is_empty() { store.delete(&from) } else { store.put_with_key(&Uint8Array::from(instead), &from) }.map(|_| ())
        })
        .await
    }

    /// Removes updates.
    pub async fn remove(&self, shelf: Shelf, keys: &[PendingKey]) -> Result<(), JsValue> {
        self.write(|store| keys.iter().try_for_each(|key| store.delete(&self.key(shelf, *key)).map(|_| ()))).await
    }

    /// Every update kept, in the order they were made.
    pub async fn all(&self, shelf: Shelf) -> Result<Vec<Stored>, JsValue> {
        let store = self.transaction(IdbTransactionMode::Readonly).await?.object_store(STORE)?;
        let prefix = self.prefix(shelf);
        let range = IdbKeyRange::bound(&prefix.as_str().into(), &format!("{prefix}\u{ffff}").into())?;
        let keys = settled(&store.get_all_keys_with_key(&range)?);
        let updates = settled(&store.get_all_with_key(&range)?);
        let keys: Array = JsFuture::from(keys).await?.dyn_into()?;
        let updates: Array = JsFuture::from(updates).await?.dyn_into()?;
        let number = |key: JsValue| key.as_string()?.strip_prefix(&prefix)?.parse().ok();
        Ok(keys.iter().zip(updates.iter()).filter_map(|(key, update)| Some((number(key)?, Uint8Array::new(&update).to_vec()))).collect())
    }

    async fn write(&self, make: impl Fn(&IdbObjectStore) -> Result<(), JsValue>) -> Result<(), JsValue> {
        let transaction = self.transaction(IdbTransactionMode::Readwrite).await?;
        make(&transaction.object_store(STORE)?)?;
        completed(&transaction).await
    }

    /// A transaction on the open database, or on one opened anew where that has been closed without a word.
    async fn transaction(&self, mode: IdbTransactionMode) -> Result<IdbTransaction, JsValue> {
        let database = self.database().await?;
        match database.transaction_with_str_and_mode(STORE, mode) {
            Ok(transaction) => Ok(transaction),
            Err(_) => {
                self.open_anew();
                self.database().await?.transaction_with_str_and_mode(STORE, mode)
            }
        }
    }

    async fn database(&self) -> Result<IdbDatabase, JsValue> {
        let known = self.opening.borrow().clone();
        let opening = match known {
            Some(opening) => opening,
            None => {
                let opening = open()?;
                self.opening.replace(Some(opening.clone()));
                opening
            }
        };
        let opened = JsFuture::from(opening).await.and_then(JsCast::dyn_into::<IdbDatabase>);
        match &opened {
            // Adding the same listener again adds nothing.
            Ok(database) => database.add_event_listener_with_callback("close", self.on_close.as_ref().unchecked_ref())?,
            Err(_) => self.open_anew(),
        }
        opened
    }

    fn prefix(&self, shelf: Shelf) -> String {
        match shelf {
            Shelf::Pending => self.place.clone(),
            Shelf::Aside => format!("aside/{}", self.place),
        }
    }

    /// Numbers are padded, so that keys sort as they were made.
    fn key(&self, shelf: Shelf, key: PendingKey) -> JsValue {
        format!("{}{key:020}", self.prefix(shelf)).into()
    }
}

/// A promise of the open database.
fn open() -> Result<Promise, JsValue> {
    let factory = window().indexed_db()?.ok_or("this browser has no store")?;
    let request = factory.open_with_u32(DATABASE, 1)?;
    let upgrade = Closure::once_into_js(|event: Event| {
        let request = event.target().and_then(|target| target.dyn_into::<IdbOpenDbRequest>().ok());
        if let Some(Ok(database)) = request.and_then(|request| request.result().ok()).map(JsValue::dyn_into::<IdbDatabase>) {
            let _ = database.create_object_store(STORE);
        }
    });
    request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
    Ok(settled(&request))
}

/// A promise of a request's result.
fn settled(request: &IdbRequest) -> Promise {
    let request = request.clone();
    Promise::new(&mut move |resolve, reject| {
        let result = request.clone();
        let done = Closure::once_into_js(move || {
            let _ = resolve.call1(&JsValue::NULL, &result.result().unwrap_or(JsValue::UNDEFINED));
        });
        request.set_onsuccess(Some(done.unchecked_ref()));
        request.set_onerror(Some(&reject));
    })
}

async fn completed(transaction: &IdbTransaction) -> Result<(), JsValue> {
    let done = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onerror(Some(&reject));
        transaction.set_onabort(Some(&reject));
    });
    JsFuture::from(done).await.map(|_| ())
}
