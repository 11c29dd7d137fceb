//! The generated types of resources, written once.

/// Makes the host's types of a resource that the plugin implements.
#[doc(hidden)]
#[macro_export]
macro_rules! __plugin_resource {
    ($(#[$docs:meta])* $name:ident, $borrow:ident) => {
        $(#[$docs])*
        #[doc = ""]
        #[doc = " A handle to a resource of the plugin. The plugin drops the resource when the handle is dropped."]
        #[derive(Debug)]
        pub struct $name {
            resource: $crate::__rt::PluginOwned,
        }

        impl $name {
            #[doc = " Lends the resource to a call."]
            pub fn borrow(&self) -> $borrow {
                $borrow { resource: self.resource.borrow() }
            }

            #[doc = " The same resource, with its methods called in the name of `context`: of a host import that calls them, say."]
            pub fn within(&self, context: &$crate::__rt::CallContext) -> $crate::__rt::Within<'_, Self> {
                $crate::__rt::Within::new(Self { resource: self.resource.within(context) })
            }

            #[allow(dead_code)]
            fn __client(&self) -> ::core::result::Result<&$crate::__rt::Client, $crate::__rt::Error> {
                self.resource.client()
            }
        }

        impl $crate::__rt::Decode for $name {
            fn decode(
                input: &mut $crate::__rt::Reader<'_>,
            ) -> ::core::result::Result<Self, $crate::__rt::CodecError> {
                $crate::__rt::Decode::decode(input).map(|resource| Self { resource })
            }
        }

        #[doc = " A resource of the plugin, lent to a call."]
        #[derive(Clone, Debug)]
        pub struct $borrow {
            resource: $crate::__rt::PluginBorrow,
        }

        $crate::__rt::resource_codec!($name, $crate::__rt::PluginOwned);
        $crate::__rt::resource_codec!($borrow, $crate::__rt::PluginBorrow);
    };
}

/// Makes the types of a resource that the host implements.
#[doc(hidden)]
#[macro_export]
macro_rules! __host_resource {
    ($(#[$docs:meta])* $name:ident, $borrow:ident, $host:ident, $kind:literal) => {
        $(#[$docs])*
        #[doc = ""]
        #[doc = " A resource of the host, on its way to or from a plugin."]
        #[derive(Debug)]
        pub struct $name {
            resource: $crate::__rt::HostOwned<$kind>,
        }

        impl $name {
            #[doc = " Makes one of what the host keeps for it."]
            pub fn new<T: $host>(value: T) -> Self {
                Self { resource: $crate::__rt::HostOwned::new(value) }
            }

            #[doc = " What the host keeps for it."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = ""]
            #[doc = " It is of another type."]
            pub fn value<T: $host>(&self) -> ::core::result::Result<::std::sync::Arc<T>, $crate::__rt::ImportError> {
                self.resource.value()
            }

            #[doc = " Lends the resource to a call."]
            pub fn borrow(&self) -> $borrow {
                $borrow { resource: self.resource.borrow() }
            }
        }

        impl $crate::__rt::Decode for $name {
            fn decode(
                input: &mut $crate::__rt::Reader<'_>,
            ) -> ::core::result::Result<Self, $crate::__rt::CodecError> {
                $crate::__rt::Decode::decode(input).map(|resource| Self { resource })
            }
        }

        #[doc = " A resource of the host, lent to a call."]
        #[derive(Debug)]
        pub struct $borrow {
            resource: $crate::__rt::HostBorrow<$kind>,
        }

        impl $borrow {
            #[doc = " What the host keeps for it."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = ""]
            #[doc = " It is of another type."]
            pub fn value<T: $host>(&self) -> ::core::result::Result<::std::sync::Arc<T>, $crate::__rt::ImportError> {
                self.resource.value()
            }
        }

        impl $crate::__rt::Decode for $borrow {
            fn decode(
                input: &mut $crate::__rt::Reader<'_>,
            ) -> ::core::result::Result<Self, $crate::__rt::CodecError> {
                $crate::__rt::Decode::decode(input).map(|resource| Self { resource })
            }
        }

        $crate::__rt::resource_codec!($name, $crate::__rt::HostOwned<$kind>);
        $crate::__rt::resource_codec!($borrow, $crate::__rt::HostBorrow<$kind>);
    };
}

/// What both have in common.
#[doc(hidden)]
#[macro_export]
macro_rules! __resource_codec {
    ($name:ident, $inner:ty) => {
        impl $crate::__rt::Encode for $name {
            const HANDLES: bool = true;

            fn encode(&self, out: &mut ::std::vec::Vec<u8>) {
                $crate::__rt::Encode::encode(&self.resource, out);
            }
        }

        $crate::__rt::wasm_resource!($name, $inner);
    };
}

/// Without the wasm backend there is nothing to lift.
#[cfg(not(feature = "wasm"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __wasm_resource {
    ($name:ident, $inner:ty) => {};
}
