//! The store on the device: updates that the server has not acknowledged, in the browser's own database (IndexedDB).
//!
//! An entry's key is `document/person/number`. Only the same person's page on the same document takes it up again: on a shared
//! tablet nobody sends somebody else's words under their own name.

use js_sys::{Array, Promise, Uint8Array};
use leptos::prelude::window;
use model::link::PendingKey;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbKeyRange, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction, IdbTransactionMode};

const DATABASE: &str = "twilight";
const STORE: &str = "pending";

/// The store, perhaps still being opened. Cheap to copy.
#[derive(Clone)]
pub struct Device {
    /// Resolves to the open database.
    database: Promise,
    /// `document/person/`.
    prefix: String,
}

impl Device {
    /// Opens the part of the store for one person on one document; `None` where the browser has none.
    pub fn open(document: &str, person: &str) -> Option<Self> {
        let request = window().indexed_db().ok()??.open_with_u32(DATABASE, 1).ok()?;
        let upgrade = Closure::once_into_js(|event: web_sys::Event| {
            let request = event.target().and_then(|target| target.dyn_into::<IdbOpenDbRequest>().ok());
            if let Some(Ok(database)) = request.and_then(|request| request.result().ok()).map(JsValue::dyn_into::<IdbDatabase>) {
                let _ = database.create_object_store(STORE);
            }
        });
        request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
        Some(Self { database: settled(&request), prefix: format!("{document}/{person}/") })
    }

    /// Writes one update; done when the browser says that the transaction is complete.
    pub async fn put(&self, key: PendingKey, update: &[u8]) -> Result<(), JsValue> {
        let (transaction, store) = self.write().await?;
        store.put_with_key(&Uint8Array::from(update), &self.key(key))?;
        completed(&transaction).await
    }

    /// Removes updates.
    pub async fn remove(&self, keys: &[PendingKey]) -> Result<(), JsValue> {
        let (transaction, store) = self.write().await?;
        for key in keys {
            store.delete(&self.key(*key))?;
        }
        completed(&transaction).await
    }

    /// Every update kept, in the order they were made.
    pub async fn all(&self) -> Result<Vec<(PendingKey, Vec<u8>)>, JsValue> {
        let database: IdbDatabase = JsFuture::from(self.database.clone()).await?.dyn_into()?;
        let store = database.transaction_with_str(STORE)?.object_store(STORE)?;
        let range = IdbKeyRange::bound(&self.prefix.as_str().into(), &format!("{}\u{ffff}", self.prefix).into())?;
        let keys = settled(&store.get_all_keys_with_key(&range)?);
        let updates = settled(&store.get_all_with_key(&range)?);
        let keys: Array = JsFuture::from(keys).await?.dyn_into()?;
        let updates: Array = JsFuture::from(updates).await?.dyn_into()?;
        let number = |key: JsValue| key.as_string()?.strip_prefix(&self.prefix)?.parse().ok();
        Ok(keys.iter().zip(updates.iter()).filter_map(|(key, update)| Some((number(key)?, Uint8Array::new(&update).to_vec()))).collect())
    }

    async fn write(&self) -> Result<(IdbTransaction, IdbObjectStore), JsValue> {
        let database: IdbDatabase = JsFuture::from(self.database.clone()).await?.dyn_into()?;
        let transaction = database.transaction_with_str_and_mode(STORE, IdbTransactionMode::Readwrite)?;
        let store = transaction.object_store(STORE)?;
        Ok((transaction, store))
    }

    /// Numbers are padded, so that keys sort as they were made.
    fn key(&self, key: PendingKey) -> JsValue {
        format!("{}{key:020}", self.prefix).into()
    }
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
