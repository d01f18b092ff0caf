#include "core/io/sound_file.h"

#include "core/io/durable_file.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QTemporaryFile>
#include <memory>
#include <sndfile.h>
#include <vector>

namespace capriccio {
namespace {

constexpr int kBlock = 2048; // frames; libsndfile's Vorbis encoder wants small bites

struct SoundCloser {
    void operator()(SNDFILE* sound) const { sf_close(sound); }
};

// libsndfile seeks while it writes (the length stands in the header), so it writes to a file of its own first.
sf_count_t lengthOf(void* file) {
    return static_cast<QFile*>(file)->size();
}
sf_count_t seekTo(sf_count_t offset, int whence, void* user) {
    auto* file = static_cast<QFile*>(user);
    const qint64 base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? file->pos() : file->size();
    return file->seek(base + offset) ? file->pos() : -1;
}
sf_count_t readFrom(void* data, sf_count_t count, void* file) {
    return static_cast<QFile*>(file)->read(static_cast<char*>(data), count);
}
sf_count_t writeTo(const void* data, sf_count_t count, void* file) {
    return static_cast<QFile*>(file)->write(static_cast<const char*>(data), count);
}
sf_count_t tellOf(void* file) {
    return static_cast<QFile*>(file)->pos();
}

int libraryFormat(SoundFormat format) {
    switch (format) {
    case SoundFormat::Flac:
        return SF_FORMAT_FLAC | SF_FORMAT_PCM_16;
    case SoundFormat::Ogg:
        return SF_FORMAT_OGG | SF_FORMAT_VORBIS;
    case SoundFormat::Wav:
        break;
    }
    return SF_FORMAT_WAV | SF_FORMAT_PCM_16;
}

[[noreturn]] void failed(const QString& file, const Sentence& reason) {
    throw Error(Error::Kind::Storage,
                Sentence::translate("SoundFile", "%1 could not be written: %2").arg(file, reason));
}

} // namespace

SoundFormat soundFormatOf(const QString& file) {
    const QString ending = QFileInfo(file).suffix().toLower();
    if (ending == QLatin1String("wav"))
        return SoundFormat::Wav;
    if (ending == QLatin1String("flac"))
        return SoundFormat::Flac;
    if (ending == QLatin1String("ogg") || ending == QLatin1String("oga"))
        return SoundFormat::Ogg;
    throw Error(Error::Kind::BadArgument,
                Sentence::translate("SoundFile", "The name %1 should end in .wav, .flac or .ogg.")
                    .arg(QFileInfo(file).fileName()));
}

void saveSound(const QString& file, SoundFormat format, int sampleRate, const SoundTags& tags,
               const FrameSource& frames) {
    QTemporaryFile draft(QDir::temp().filePath(QStringLiteral("capriccio-sound-XXXXXX")));
    if (!draft.open())
        failed(file, draft.errorString());
    SF_VIRTUAL_IO calls{lengthOf, seekTo, readFrom, writeTo, tellOf};
    SF_INFO info{};
    info.samplerate = sampleRate;
    info.channels = 2;
    info.format = libraryFormat(format);
    std::unique_ptr<SNDFILE, SoundCloser> sound(sf_open_virtual(&calls, SFM_WRITE, &info, static_cast<QFile*>(&draft)));
    if (!sound)
        failed(file, QString::fromUtf8(sf_strerror(nullptr)));
    double quality = 0.6;
    if (format == SoundFormat::Ogg)
        sf_command(sound.get(), SFC_SET_VBR_ENCODING_QUALITY, &quality, sizeof quality);
    sf_command(sound.get(), SFC_SET_CLIPPING, nullptr, SF_TRUE);
    const auto tag = [&sound](int which, const QString& text) {
        if (!text.isEmpty())
            sf_set_string(sound.get(), which, text.toUtf8().constData());
    };
    tag(SF_STR_TITLE, tags.title);
    tag(SF_STR_SOFTWARE, tags.software);
    tag(SF_STR_COMMENT, tags.comment);
    std::vector<float> block(2 * kBlock);
    for (int some = frames(block.data(), kBlock); some > 0; some = frames(block.data(), kBlock)) {
        if (sf_writef_float(sound.get(), block.data(), some) != some)
            failed(file,
                   draft.error() != QFile::NoError ? draft.errorString() : QString::fromUtf8(sf_strerror(sound.get())));
    }
    const int closed = sf_close(sound.release());
    if (closed != 0 || !draft.flush() || draft.error() != QFile::NoError)
        failed(file,
               draft.error() != QFile::NoError ? draft.errorString() : QString::fromUtf8(sf_error_number(closed)));
    saveDurably(file, [&draft, &file](const ByteSink& sink) {
        draft.seek(0);
        QByteArray piece;
        while (!(piece = draft.read(1 << 20)).isEmpty())
            sink(piece.constData(), piece.size());
        if (draft.error() != QFile::NoError)
            failed(file, draft.errorString());
    });
}

} // namespace capriccio
