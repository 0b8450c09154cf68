"""What can be done to knowledge."""

from aurora.commands.knowledge.admit_upload import admit_upload
from aurora.commands.knowledge.create_collection import create_collection
from aurora.commands.knowledge.delete_document import delete_document
from aurora.commands.knowledge.delete_upload import delete_upload
from aurora.commands.knowledge.discard_file import discard_file
from aurora.commands.knowledge.embed_passages import embed_passages
from aurora.commands.knowledge.forget_upload import forget_upload
from aurora.commands.knowledge.forget_uploads import forget_uploads
from aurora.commands.knowledge.grant_access import grant_access
from aurora.commands.knowledge.hand_back_upload import hand_back_upload
from aurora.commands.knowledge.ingest_captures import ingest_captures
from aurora.commands.knowledge.ingest_document import ingest_document
from aurora.commands.knowledge.policies import (
    on_document_deleted,
    on_document_ingested,
    on_page_captured,
    on_user_erased,
)
from aurora.commands.knowledge.read_upload import read_upload
from aurora.commands.knowledge.receive_upload import receive_upload
from aurora.commands.knowledge.release_collections import release_collections
from aurora.commands.knowledge.revoke_access import revoke_access

HANDLERS = (
    create_collection,
    grant_access,
    revoke_access,
    release_collections,
    ingest_document,
    ingest_captures,
    embed_passages,
    delete_document,
    admit_upload,
    receive_upload,
    read_upload,
    hand_back_upload,
    delete_upload,
    forget_upload,
    forget_uploads,
    discard_file,
)

POLICIES = (on_page_captured, on_document_ingested, on_document_deleted, on_user_erased)
