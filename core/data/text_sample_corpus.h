#pragma once

#include <QString>
#include <QStringList>
#include <vector>

namespace capriccio {

// The built-in corpus: our own writing on the cities of the future, in English and in Chinese. Licence CC0.
enum class SampleLanguage { English, Chinese };

// Its text. Any thread.
QString sampleCorpus(SampleLanguage language);

// Writes the corpora as .txt files into folder (made when missing), unless they are there already. Returns their paths,
// English first. Throws Error(Storage). Any thread.
QStringList writeSampleCorpus(const QString& folder, const std::vector<SampleLanguage>& languages);

// Where it comes from and under which licence, translated: TextCorpusInfo's notes for it.
QString sampleCorpusSourceNote();
QString sampleCorpusLicenceNote();

} // namespace capriccio
