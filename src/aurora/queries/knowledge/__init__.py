"""What can be asked of knowledge."""

from aurora.queries.knowledge.answer_question import answer_question
from aurora.queries.knowledge.collections_projection import project_collections
from aurora.queries.knowledge.documents_projection import project_documents
from aurora.queries.knowledge.get_collection import get_collection
from aurora.queries.knowledge.get_document import get_document
from aurora.queries.knowledge.get_document_file import get_document_file
from aurora.queries.knowledge.get_document_text import get_document_text
from aurora.queries.knowledge.get_upload import get_upload
from aurora.queries.knowledge.list_collections import list_collections
from aurora.queries.knowledge.list_documents import list_documents
from aurora.queries.knowledge.list_duplicates import list_duplicates
from aurora.queries.knowledge.list_uploads import list_uploads
from aurora.queries.knowledge.meaning_projection import project_meaning
from aurora.queries.knowledge.search import search
from aurora.queries.knowledge.uploads_projection import FileView, UploadView, project_uploads
from aurora.queries.knowledge.views import (
    AccessView,
    CollectionView,
    DocumentView,
    LikenessView,
    VersionView,
)
from aurora.queries.knowledge.words_projection import project_words
from aurora.queries.projection import Projection, Store

HANDLERS = (
    get_collection,
    list_collections,
    get_document,
    list_documents,
    list_duplicates,
    get_document_text,
    get_document_file,
    get_upload,
    list_uploads,
    search,
    answer_question,
)

PROJECTIONS = (
    Projection(
        name="collections",
        version=1,
        project=project_collections,
        views=(CollectionView, AccessView),
    ),
    Projection(
        name="documents",
        version=2,
        project=project_documents,
        views=(DocumentView, VersionView, LikenessView),
    ),
    Projection(
        name="uploads",
        version=2,
        project=project_uploads,
        views=(UploadView, FileView),
    ),
    Projection(name="words", version=2, project=project_words, store=Store.WORDS),
    Projection(name="meaning", version=1, project=project_meaning, store=Store.MEANING),
)
