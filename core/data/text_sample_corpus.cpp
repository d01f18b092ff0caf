#include "core/data/text_sample_corpus.h"

#include "core/io/durable_file.h"
#include "core/types/built_in_words.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

static void initSamples() {
    Q_INIT_RESOURCE(capriccio_text_samples); // must not stand in a namespace
}

namespace capriccio {
namespace {

QString sampleName(SampleLanguage language) {
    return language == SampleLanguage::English ? QStringLiteral("cities_of_the_future_en.txt")
                                               : QStringLiteral("cities_of_the_future_zh.txt");
}

QByteArray sampleBytes(SampleLanguage language) {
    initSamples();
    QFile file(QStringLiteral(":/samples/") + sampleName(language));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

QString sampleCorpus(SampleLanguage language) {
    return QString::fromUtf8(sampleBytes(language));
}

QStringList writeSampleCorpus(const QString& folder, const std::vector<SampleLanguage>& languages) {
    const QDir to(QDir(folder).absolutePath());
    if (!to.mkpath(QStringLiteral(".")))
        throw Error(Error::Kind::Storage,
                    Sentence::translate("data", "The folder %1 cannot be made. Choose another one.").arg(folder));
    QStringList paths;
    for (const SampleLanguage language : languages) {
        const QString path = to.filePath(sampleName(language));
        const QByteArray text = sampleBytes(language);
        QFile there(path);
        if (!there.open(QIODevice::ReadOnly) || there.readAll() != text)
            saveDurably(path, text);
        paths << path;
    }
    return paths;
}

QString sampleCorpusSourceNote() {
    return QString::fromUtf8(kSampleTextsSource);
}

QString sampleCorpusLicenceNote() {
    return QString::fromUtf8(kSampleSequencesLicence);
}

} // namespace capriccio
