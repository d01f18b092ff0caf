#include "core/data/text_spool.h"

#include "core/data/utf8.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <QDir>
#include <QStandardPaths>
#include <algorithm>
#include <cerrno>
#include <unistd.h>

namespace capriccio {
namespace {

constexpr qint64 kInMemory = 32 << 20;
constexpr qint64 kWrittenAtOnce = 4 << 20;
constexpr qint64 kReadAtOnce = 1 << 20;

[[noreturn]] void refuseSpool(const Sentence& reason) {
    throw Error(Error::Kind::Storage,
                Sentence::translate("data", "A temporary file cannot be written: %1. Free some space.").arg(reason));
}

std::unique_ptr<QTemporaryFile> nameless() {
    const QString cache = QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation);
    for (const QString& folder :
         {cache.isEmpty() ? QString() : cache + QStringLiteral("/capriccio"), QDir::tempPath()}) {
        if (folder.isEmpty() || !QDir().mkpath(folder))
            continue;
        auto file = std::make_unique<QTemporaryFile>(folder + QStringLiteral("/text-XXXXXX"));
        if (file->open()) {
            ::unlink(QFile::encodeName(file->fileName()).constData()); // gone with the process, whatever happens
            file->setAutoRemove(false);
            return file;
        }
    }
    refuseSpool(QDir::tempPath());
}

} // namespace

void TextSpool::append(std::string_view utf8) {
    memory_.append(utf8);
    size_ += qint64(utf8.size());
    if (qint64(memory_.size()) >= (file_ ? kWrittenAtOnce : kInMemory))
        flush();
}

void TextSpool::flush() {
    if (!file_)
        file_ = nameless();
    std::size_t done = 0;
    while (done < memory_.size()) {
        const ssize_t n =
            ::pwrite(file_->handle(), memory_.data() + done, memory_.size() - done, written_ + qint64(done));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            refuseSpool(systemReason(errno));
        done += std::size_t(n);
    }
    written_ += qint64(memory_.size());
    memory_.clear();
    memory_.shrink_to_fit();
}

void TextSpool::truncate(qint64 size) {
    size_ = size;
    if (size >= written_) {
        memory_.resize(std::size_t(size - written_));
    } else {
        memory_.clear();
        written_ = size; // what lies behind is written over
    }
}

std::string TextSpool::read(qint64 at, qint64 length) const {
    length = std::clamp<qint64>(size_ - at, 0, length);
    std::string bytes(std::size_t(length), '\0');
    qint64 got = 0;
    while (got < length && at + got < written_) {
        const ssize_t n =
            ::pread(file_->handle(), bytes.data() + got, std::size_t(std::min(length, written_ - at) - got), at + got);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            refuseSpool(systemReason(errno));
        got += n;
    }
    if (got < length)
        memory_.copy(bytes.data() + got, std::size_t(length - got), std::size_t(at + got - written_));
    return bytes;
}

void DocumentSpool::text(QStringView piece) {
    visible_ = visible_ || !piece.trimmed().isEmpty();
    utf8_.clear();
    appendUtf8(utf8_, piece);
    open_.characters += codePoints(std::string_view(utf8_));
    open_.bytes += qint64(utf8_.size());
    spool_.append(utf8_);
}

void DocumentSpool::separator() {
    open_.separator = open_.bytes;
}

void DocumentSpool::end() {
    if (visible_) {
        documents_.push_back(open_);
        itemCharacters_ += open_.characters;
    } else {
        spool_.truncate(open_.at);
    }
    const int item = open_.item;
    open_ = {};
    open_.at = spool_.size();
    open_.item = item;
    visible_ = false;
}

void DocumentSpool::beginItem(int item) {
    itemAt_ = spool_.size();
    itemDocuments_ = documents_.size();
    itemCharacters_ = 0;
    open_ = {};
    open_.at = itemAt_;
    open_.item = item;
    visible_ = false;
}

void DocumentSpool::takeBack() {
    spool_.truncate(itemAt_);
    documents_.resize(itemDocuments_);
    beginItem(open_.item);
}

void DocumentSpool::read(qint64 at, qint64 bytes, const std::function<void(std::string_view)>& piece) const {
    const qint64 end = std::min(at + bytes, spool_.size());
    while (at < end) {
        const std::string block = spool_.read(at, std::min(kReadAtOnce, end - at));
        std::size_t length = block.size();
        if (at + qint64(length) < end) {
            // After a line end or a space, else between two characters.
            std::size_t cut = block.find_last_of('\n');
            if (cut == std::string::npos || cut + 1 < length / 2)
                cut = block.find_last_of(' ');
            if (cut != std::string::npos && cut + 1 >= length / 2) {
                length = cut + 1;
            } else {
                while (length > 1 && !beginsUtf8(block[length - 1]))
                    --length;
                --length;
            }
        }
        piece(std::string_view(block).substr(0, length));
        at += qint64(length);
    }
}

} // namespace capriccio
