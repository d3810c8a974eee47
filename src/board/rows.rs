//! The rows of the board: resources by their type, each with its blocks.

use std::collections::BTreeMap;

use super::{Block, Resource};

/// A resource and the blocks on its row.
#[derive(Clone, Debug)]
pub struct Row<'b> {
    /// Whose row it is; none for blocks that nobody is assigned to.
    pub resource: Option<&'b Resource>,
    /// The blocks, a block with several resources on each of their rows.
    pub blocks: Vec<&'b Block>,
}

/// The rows by resource type and name, with the row of blocks without a resource at the end.
pub fn rows<'b>(blocks: impl Iterator<Item = &'b Block>) -> Vec<Row<'b>> {
    let mut numbered: BTreeMap<&str, Row<'b>> = BTreeMap::new();
    let mut unassigned = Row { resource: None, blocks: Vec::new() };
    for block in blocks {
        for resource in &block.resources {
            let row = numbered.entry(resource.key());
            let row = row.or_insert_with(|| Row { resource: Some(resource), blocks: Vec::new() });
            if !row.blocks.iter().any(|own| own.name == block.name) {
                row.blocks.push(block);
            }
        }
        if block.resources.is_empty() {
            unassigned.blocks.push(block);
        }
    }
    let mut rows: Vec<_> = numbered.into_values().collect();
    rows.sort_unstable_by_key(|row| row.resource);
    rows.extend(Some(unassigned).filter(|row| !row.blocks.is_empty()));
    rows
}

/// Puts blocks in the order of their times, those without one first.
pub fn in_order(blocks: &mut [&Block]) {
    blocks.sort_by_key(|block| (block.time, &block.name));
}
